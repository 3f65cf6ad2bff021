import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { products } from '../products.js';
import { readReleased } from './read-released.js';
import { asReleased, changedSince, keyOf, notReleased, withdrawn } from './released-slices.js';

const slices = products().flatMap(({ versions }) => versions);
const released = readReleased(new URL('../../definitions/released.json', import.meta.url));

/** How many slices the first release had, and what they were: the beginning of the list is never written anew. */
const first = {
  count: 10,
  hash: 'b5d67e34704107eefeeb18b40b26ac537f8ea7686db9dcc93944c9cb2d4acc98',
};

describe('the list of released slices', () => {
  it('has every slice of the definitions as it was released', () => {
    expect(changedSince(released, slices)).toEqual([]);
  });

  it('has every slice of the definitions', () => {
    expect(notReleased(released, slices).map(keyOf)).toEqual([]);
  });

  it('loses none: the definitions have each in its latest revision or a later one', () => {
    expect(withdrawn(released, slices)).toEqual([]);
  });

  it('names each revision once, and counts revisions up without a gap', () => {
    expect(new Set(released.map(keyOf)).size).toBe(released.length);
    for (const one of released.filter(({ revision }) => revision > 1)) {
      const earlier = keyOf({ ...one, revision: one.revision - 1 });
      const at = (key: string): number => released.findIndex((other) => keyOf(other) === key);
      expect(at(earlier)).toBeGreaterThanOrEqual(0);
      expect(at(earlier)).toBeLessThan(at(keyOf(one)));
    }
  });

  it('begins as it always began', () => {
    const beginning = released.slice(0, first.count);
    const hash = createHash('sha256').update(JSON.stringify(beginning)).digest('hex');
    expect(hash).toBe(first.hash);
  });
});

describe('a released slice', () => {
  const [slice] = slices;
  if (slice === undefined) throw new RangeError('there are no slices');
  const before = [asReleased(slice)];

  it('that is changed is refused', () => {
    expect(changedSince(before, [{ ...slice, id: 'f'.repeat(64) }])).toEqual([
      keyOf(asReleased(slice)),
    ]);
  });

  it('that is written anew as a later revision is released beside the earlier', () => {
    const later = { ...slice, revision: slice.revision + 1, id: 'f'.repeat(64) };
    expect(changedSince(before, [later])).toEqual([]);
    expect(notReleased(before, [later])).toEqual([asReleased(later)]);
    expect(withdrawn(before, [later])).toEqual([]);
  });

  it('that goes back to an earlier revision, or is taken away, is missed', () => {
    const ahead = [{ ...asReleased(slice), revision: slice.revision + 1 }];
    expect(withdrawn(ahead, [slice])).toHaveLength(1);
    expect(withdrawn(before, [])).toHaveLength(1);
  });
});
