import { describe, expect, it } from '@jest/globals';
import type { ThawClock } from './product-rules.js';
import { clockEnds } from './thaw-clocks.js';

const clocks: readonly ThawClock[] = [
  { name: 'stable', anchor: 'thawed', until: 'given', minutes: 180 },
  { name: 'begun', anchor: 'thawed', until: 'begun', minutes: 30 },
  { name: 'out', anchor: 'out-of-freezer', until: 'given', minutes: 120 },
];
const at = (time: string): string => `2026-05-01T${time}:00.000Z`;

describe('the clocks of a container', () => {
  it('run each from its own anchor', () => {
    const times = { outOfFreezerAt: at('10:00'), thawedAt: at('10:10') };
    expect(clockEnds(clocks, times)).toEqual([
      { name: 'stable', until: 'given', at: at('13:10') },
      { name: 'begun', until: 'begun', at: at('10:40') },
      { name: 'out', until: 'given', at: at('12:00') },
    ]);
  });

  it('run from the earliest that was told where their own anchor was not', () => {
    const [, , out] = clockEnds(clocks, { thawBegunAt: at('10:05'), thawedAt: at('10:10') });
    expect(out?.at).toBe(at('12:05'));
  });

  it('do not run before anything is told', () => {
    expect(clockEnds(clocks, {})).toEqual([]);
  });
});
