import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OffsetTracker } from './offset-tracker.js';

describe('an offset tracker', () => {
  it('stays at the lowest message that is not done, whatever is done above it', () => {
    const tracker = new OffsetTracker(10);
    const [first, second, third] = [10, 11, 12].map((offset) => tracker.read(offset));
    tracker.finish(third!);
    tracker.finish(second!);
    expect(tracker.position).toBe(10);
    tracker.finish(first!);
    expect(tracker.position).toBe(13);
  });

  it('passes over offsets that no message has', () => {
    const tracker = new OffsetTracker(0);
    const [first, second] = [0, 5].map((offset) => tracker.read(offset));
    tracker.finish(first!);
    expect(tracker.position).toBe(5);
    tracker.finish(second!);
    expect(tracker.position).toBe(6);
  });

  it('knows what it has in hand until that is committed', () => {
    const tracker = new OffsetTracker(0);
    const tracked = tracker.read(0);
    tracker.finish(tracked);
    expect(tracker.holds(0)).toBe(true);
    tracker.committed = 1;
    expect(tracker.holds(0)).toBe(false);
    expect(tracker.holds(1)).toBe(false);
  });

  it('starts anew when the partition is rewound before the commit', () => {
    const tracker = new OffsetTracker(100);
    tracker.read(100);
    tracker.read(3);
    expect(tracker.position).toBe(3);
  });

  it('never passes a message that is not done, in whatever order they are done', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 3_000 }, (_, offset) => offset),
          { minLength: 0 },
        ),
        (order) => {
          const tracker = new OffsetTracker(0);
          const all = Array.from({ length: 3_000 }, (_, offset) => tracker.read(offset));
          const open = new Set(all.map(({ offset }) => offset));
          for (const offset of order) {
            tracker.finish(all[offset]!);
            open.delete(offset);
          }
          const lowest = open.size === 0 ? 3_000 : Math.min(...open);
          expect(tracker.position).toBe(lowest);
        },
      ),
      { numRuns: 50 },
    );
  });
});
