import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { catalogue, inboundType } from '#contracts/inbound/catalogue.js';
import { recordersOf } from '#domain/facts/recorders.js';
import type { Schema } from '../forms/schema.js';
import { ownInstantOf } from './own-instant.js';

const byHand = [
  ...new Set(Object.values(catalogue).flatMap((family) => Object.keys(family))),
].filter((type) => recordersOf(type).length > 0);

function schemaOf(type: string): Schema {
  const file = new URL(`../../../../docs/events/${type}.json`, import.meta.url);
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly properties: { readonly data: Schema };
  };
  return properties.data;
}

describe('the instant at which something happened', () => {
  it.each(byHand)('is found in the schema of %s as the catalogue names it', (type) => {
    const own = ownInstantOf(type, schemaOf(type));
    expect(own === 'happenedAt' ? null : (own ?? null)).toBe(inboundType(type)?.happened ?? null);
  });
});
