import { describe, expect, it } from '@jest/globals';
import { percentile } from './percentile.js';

describe('a percentile', () => {
  it('is the value at its nearest rank', () => {
    const values = [50, 10, 40, 20, 30];
    expect([0, 0.5, 0.99].map((share) => percentile(values, share))).toEqual([10, 30, 50]);
  });

  it('is not a number where there is nothing', () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});
