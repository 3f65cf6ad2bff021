import { describe, expect, it } from '@jest/globals';
import { choicesOf, cleaned, kindOf, missingIn, type Schema } from './schema.js';

const schema: Schema = {
  type: 'object',
  required: ['reason', 'bags'],
  properties: {
    reason: { type: 'string' },
    note: { type: 'string' },
    bags: {
      type: 'array',
      items: { type: 'object', required: ['bagId'], properties: { bagId: { type: 'string' } } },
    },
  },
};

describe('a form drawn from a schema', () => {
  it.each<[Schema, string]>([
    [{ enum: ['a', 'b'] }, 'choice'],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'choice'],
    [{ type: 'boolean' }, 'yes-no'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'string', format: 'date-time' }, 'instant'],
    [
      {
        anyOf: [
          { type: 'string', format: 'date' },
          { type: 'string', format: 'date-time' },
        ],
      },
      'date',
    ],
    [{ type: 'array', items: { type: 'string' } }, 'texts'],
    [schema, 'group'],
  ])('asks for %j as %s', (field, kind) => {
    expect(kindOf(field)).toBe(kind);
  });

  it('knows the choices of alternatives', () => {
    expect(choicesOf({ anyOf: [{ const: 'a' }, { enum: ['b', 'c'] }] })).toEqual(['a', 'b', 'c']);
    expect(choicesOf({ type: 'string' })).toBeUndefined();
  });

  it('names what is missing, also within what repeats', () => {
    expect(missingIn(schema, {})).toEqual(['reason', 'bags']);
    expect(missingIn(schema, { reason: 'x', bags: [{ bagId: 'B1' }, { bagId: ' ' }, {}] })).toEqual(
      ['bags.2.bagId'],
    );
  });

  it('sends no blanks and nothing empty', () => {
    expect(cleaned({ reason: ' x ', note: '', bags: [{ bagId: 'B1 ' }, {}] })).toEqual({
      reason: 'x',
      bags: [{ bagId: 'B1' }],
    });
  });
});
