import { describe, expect, it } from '@jest/globals';
import { BackOff } from './back-off.js';

describe('the delay between attempts', () => {
  it('doubles up to its longest and is shortened by up to half', () => {
    const longest = new BackOff(200, 30_000, () => 0);
    expect([1, 2, 3, 20].map((attempt) => longest.delayAfter(attempt))).toEqual([
      200, 400, 800, 30_000,
    ]);
    expect(new BackOff(200, 30_000, () => 1).delayAfter(1)).toBe(100);
  });
});
