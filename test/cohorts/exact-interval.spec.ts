import { describe, expect, it } from '@jest/globals';
import { exactInterval } from './exact-interval.js';

describe('the exact interval of a proportion', () => {
  // Tables of the Clopper-Pearson interval.
  it.each([
    [0, 10, 0, 0.3085],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [75, 92, 0.721, 0.8885],
  ])('of %i of %i is %f to %f', (count, of, low, high) => {
    const interval = exactInterval(count, of);
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });
});
