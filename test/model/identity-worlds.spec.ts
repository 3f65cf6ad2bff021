import { describe, expect, it } from '@jest/globals';
import { script, swaps } from './identity-scripts.js';
import { everyMerge } from './identity-worlds.js';

/** Fourteen events of which seven are the first patient's. */
const merges = 3_432;

const anyIdentityHold: unknown = expect.stringContaining('identity-mismatch');

const products = [
  ['tisagenlecleucel', 'b-all'],
  ['axicabtagene-ciloleucel', 'lbcl'],
] as const;

describe.each(products)('two patients of %s', (product, indication) => {
  it('are held for nothing while every label is read as it is, in every order', () => {
    const ends = everyMerge(product, indication, null);
    const free = { isBarred: false, kinds: [] };
    expect(ends).toEqual([{ merges, holds: [free, free] }]);
  });

  it.each(swaps.map(({ step, label }) => [script[step]!.type, label, step] as const))(
    'are both barred from their infusions when %s exchanges %s, in every order',
    (_, label, step) => {
      const ends = everyMerge(product, indication, { step, label });
      expect(ends.map((end) => end.merges)).toEqual([merges]);
      const barred = { isBarred: true, kinds: expect.arrayContaining([anyIdentityHold]) };
      expect(ends[0]?.holds).toEqual([barred, barred]);
    },
  );
});
