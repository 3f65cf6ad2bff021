import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#contracts/inbound/catalogue.js';
import { recordersOf } from './recorders.js';

const types = [...new Set(Object.values(catalogue).flatMap((family) => Object.keys(family)))];
const neverByHand = ['patient.referred', 'record.retracted', 'telemetry.recorded'];

describe('who may write a fact down by hand', () => {
  it.each(types.filter((type) => !neverByHand.includes(type)))('is said of %s', (type) => {
    expect(recordersOf(type).length).toBeGreaterThan(0);
  });

  it.each([...neverByHand, 'unheard.of', 'constructor.name'])('is nobody for %s', (type) => {
    expect(recordersOf(type)).toEqual([]);
  });
});
