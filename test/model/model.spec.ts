import { describe, expect, it } from '@jest/globals';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import { sliceFor } from '#products/products.js';
import { missingGround } from './ground.js';
import { playSequences } from './sequences.js';

const sequences = 10_000;

describe('ten thousand sequences of commands around the product', () => {
  it('never permit an infusion without its ground, and often permit one', () => {
    const { counterexample, permitted } = playSequences(sequences, 20_261);
    expect(counterexample).toBeNull();
    expect(permitted).toBeGreaterThan(sequences / 50);
  }, 120_000);
});

describe('the model', () => {
  it('sees a permission that stands though its ground is gone', () => {
    const rules = sliceFor({
      product: 'tisagenlecleucel',
      indication: 'b-all',
      jurisdiction: 'US',
      date: '2026-03-02',
    });
    const { state, records, now } = journeyIn('infusion', rules).ask('infusion.authorized');
    expect(missingGround({ state, records, now })).toEqual([]);
    const wrong = { ...state, decisions: [], consents: {} };
    expect(missingGround({ state: wrong, records, now })).toEqual([
      'consent is not given',
      'two people have not checked every bag',
      'no physician has signed',
    ]);
  });
});
