import { describe, expect, it } from '@jest/globals';
import { distance, eventIdOf, positionOf } from './offset-vector.js';

describe('the id of an event', () => {
  it('is the position after it, whatever the numbers', () => {
    const position = { edition: 3, offsets: [0, 7, 36, 4_000_000_000] };
    expect(eventIdOf(position)).toBe('3.0.7.10.1u5yqww'.replace('1u5yqww', (4e9).toString(36)));
    expect(positionOf(eventIdOf(position))).toEqual(position);
  });

  it.each(['', 'x y', '1..2', '1.-2', 'zzzzzzzzzzz.1', '1.2.', `1${'.1'.repeat(300)}`])(
    'is none of ours: %j',
    (id) => {
      expect(positionOf(id)).toBeUndefined();
    },
  );

  it('tells how much was missed', () => {
    const from = { edition: 1, offsets: [5, 9] };
    expect(distance(from, { edition: 1, offsets: [7, 8, 2] })).toBe(4);
  });
});
