import { describe, expect, it } from '@jest/globals';
import { eachProcessOnce, scheduleOf } from './schedule.js';

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);

describe('a schedule of disturbances', () => {
  it('is the same for the same seed and another for another', () => {
    expect(scheduleOf(7)).toEqual(scheduleOf(7));
    expect(scheduleOf(7).moments).not.toEqual(scheduleOf(8).moments);
  });

  it('is short, and has at least six disturbances', () => {
    for (const { moments } of seeds.map(scheduleOf)) {
      const seconds = moments.reduce((sum, { afterSeconds }) => sum + afterSeconds, 0);
      expect(moments.length).toBeGreaterThanOrEqual(6);
      expect(seconds).toBeLessThan(60);
    }
  });

  it('comes, over many seeds, to every kind of disturbance of every process', () => {
    const seen = new Set(
      seeds.flatMap((seed) =>
        scheduleOf(seed).moments.map(
          ({ disturbance }) => `${disturbance.kind} ${disturbance.target}`,
        ),
      ),
    );
    expect(seen.size).toBe(7 + 7 + 3);
  });

  it('kills and stops each process once where that is asked for', () => {
    expect(eachProcessOnce(1).moments).toHaveLength(16);
  });
});
