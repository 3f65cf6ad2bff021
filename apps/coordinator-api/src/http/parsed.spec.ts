import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ProblemError } from '../problems/problem-error.js';
import { parsed } from './parsed.js';

const schema = z.strictObject({
  name: z.string().max(5),
  kind: z.enum(['a', 'b']),
  born: z.iso.date(),
  items: z.array(z.strictObject({ 'a/b': z.int().min(1) })).max(1),
});
const right = { name: 'Ada', kind: 'a', born: '2014-05-06', items: [{ 'a/b': 1 }] };

function faultsOf(value: unknown): unknown {
  try {
    return parsed(schema, value, 'invalid-body', '/data');
  } catch (error) {
    return error instanceof ProblemError ? error.details.faults : error;
  }
}

describe('reading what was sent', () => {
  it('gives what the schema reads', () => {
    expect(parsed(schema, right, 'invalid-body')).toEqual(right);
  });

  it.each([
    ['a text too long', { name: 'Quintessa' }, '/data/name', 'at most 5 characters'],
    ['another kind', { kind: 'Quintessa' }, '/data/kind', 'a | b'],
    ['a date in another form', { born: '6.5.2014' }, '/data/born', 'a date, YYYY-MM-DD'],
    ['something missing', { name: undefined }, '/data/name', 'string'],
    ['a number too small', { items: [{ 'a/b': 0 }] }, '/data/items/0/a~1b', 'at least 1'],
    ['too many', { items: [{ 'a/b': 1 }, { 'a/b': 1 }] }, '/data/items', 'at most 1 items'],
    ['more than described', { Quintessa: 1 }, '/data', 'no fields beyond those described'],
  ])(
    'names the place and what was expected for %s, never what was sent',
    (_, change, pointer, expected) => {
      const faults = faultsOf({ ...right, ...change });
      expect(faults).toEqual([{ pointer, expected }]);
      expect(JSON.stringify(faults)).not.toContain('Quintessa');
    },
  );
});
