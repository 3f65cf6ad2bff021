import { describe, expect, it } from '@jest/globals';
import { identityClock, journeyTimeAt } from '#domain/time/clock.js';
import { rebased, standing, writtenEveryMs } from './standing-clock.js';

const start = Date.parse('2026-03-01T08:00:00.000Z');
const hour = 3_600_000;
const scale = 43_200;
const first = rebased(undefined, { wallMs: start, scale, ranOn: false });

describe('the clock of a stack', () => {
  it('begins at the present and runs at its scale', () => {
    expect(journeyTimeAt(first, start)).toBe(start);
    expect(journeyTimeAt(first, start + 2_000)).toBe(start + 24 * hour);
  });

  it('stands while the stack is stopped', () => {
    const kept = standing(first, start + 10_000, true);
    const next = rebased(kept, { wallMs: start + 5 * hour, scale, ranOn: false });
    expect(journeyTimeAt(next, start + 5 * hour)).toBe(journeyTimeAt(first, start + 10_000));
    expect(next.scale).toBe(scale);
  });

  it('goes on at another scale when that is asked for', () => {
    const kept = standing(first, start + 10_000, true);
    const next = rebased(kept, { wallMs: start + hour, scale: 86_400, ranOn: false });
    const stood = journeyTimeAt(first, start + 10_000);
    expect(journeyTimeAt(next, start + hour + 1_000)).toBe(stood + 24 * hour);
  });

  it('never goes back after a stack that was killed between two writes', () => {
    const kept = standing(first, start + 10_000, false);
    const next = rebased(kept, { wallMs: start + hour, scale, ranOn: false });
    const latest = journeyTimeAt(first, start + 10_000 + writtenEveryMs);
    expect(journeyTimeAt(next, start + hour)).toBe(latest);
  });

  it('did not stand still while processes of the last start ran on', () => {
    const kept = standing(first, start + 10_000, false);
    const next = rebased(kept, { wallMs: start + hour, scale, ranOn: true });
    expect(journeyTimeAt(next, start + hour)).toBe(journeyTimeAt(first, start + hour));
  });

  it('is wall time at the scale of real time, also after a stop', () => {
    const real = rebased(undefined, { wallMs: start, scale: 1, ranOn: false });
    expect(real).toBe(identityClock);
    const kept = standing(real, start, true);
    expect(rebased(kept, { wallMs: start + hour, scale: 1, ranOn: false })).toBe(identityClock);
  });
});
