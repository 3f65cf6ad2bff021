import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { publishedSchemas } from './published-schemas.js';

const folder = new URL('../../../../docs/events/', import.meta.url);

describe('the published schemas', () => {
  const published = publishedSchemas();

  it('are the files of docs/events and no others', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...published.keys()].toSorted());
  });

  it.each([...published])('stand in docs/events as the services check: %s', (name, content) => {
    expect(readFileSync(new URL(name, folder), 'utf8') === content).toBe(true);
  });

  it('name the type, its required fields and its units', () => {
    const schema: unknown = JSON.parse(published.get('patient.measured.json') ?? '');
    expect(schema).toMatchObject({
      title: 'patient.measured',
      required: expect.arrayContaining(['specversion', 'id', 'source', 'type', 'subject', 'time']),
      properties: {
        type: { const: 'patient.measured' },
        data: {
          required: ['weightKg', 'measuredAt'],
          additionalProperties: false,
          properties: { measuredAt: { type: 'string', format: 'date-time' } },
        },
      },
    });
  });
});
