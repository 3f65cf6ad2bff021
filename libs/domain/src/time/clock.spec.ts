import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  identityClock,
  isIdentity,
  type JourneyClock,
  journeyTimeAt,
  wallTimeAt,
} from './clock.js';

const fast: JourneyClock = {
  wallOrigin: '2026-01-01T00:00:00.000Z',
  journeyOrigin: '2030-06-01T00:00:00.000Z',
  scale: 86_400,
};

describe('the clock of an installation', () => {
  it('in production shows wall time', () => {
    const now = Date.parse('2026-03-02T09:00:00.000Z');
    expect(journeyTimeAt(identityClock, now)).toBe(now);
    expect([isIdentity(identityClock), isIdentity(fast)]).toEqual([true, false]);
  });

  it('lets a day pass in a second where its scale says so', () => {
    const second = Date.parse(fast.wallOrigin) + 1_000;
    expect(new Date(journeyTimeAt(fast, second)).toISOString()).toBe('2030-06-02T00:00:00.000Z');
  });

  it('never reaches a journey time before the wall time it names for it', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.constantFrom(1, 7, 86_400), (elapsed, scale) => {
        const clock = { ...fast, scale };
        const journeyMs = Date.parse(clock.journeyOrigin) + elapsed;
        const wallMs = wallTimeAt(clock, journeyMs);
        expect(journeyTimeAt(clock, wallMs)).toBeGreaterThanOrEqual(journeyMs);
        expect(journeyTimeAt(clock, wallMs - 1)).toBeLessThan(journeyMs);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});
