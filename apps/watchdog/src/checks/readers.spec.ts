import { describe, expect, it } from '@jest/globals';
import type { GroupProgress, PartitionProgress } from '#kafka/group-progress.js';
import { ReadersCheck } from './readers.js';

const graceMs = 1_000;
const nothing = { found: [] };

/** A check of readers whose offsets in one partition are as set. */
function checked() {
  const offsets = { committed: 0, end: 0 };
  const of = async (groupId: string, [topic = '']: readonly string[]) => {
    const untouched: PartitionProgress = { topic, partition: 0, committed: 9, end: 9 };
    return [groupId === 'event-intake' ? { ...untouched, ...offsets } : untouched];
  };
  return { offsets, check: new ReadersCheck({ of } as unknown as GroupProgress, graceMs) };
}

describe('readers', () => {
  it('that have read everything are never behind, however long nothing comes', async () => {
    const { check, offsets } = checked();
    Object.assign(offsets, { committed: 5, end: 5 });
    expect(await check.look(0)).toMatchObject(nothing);
    expect(await check.look(60_000)).toMatchObject(nothing);
    expect(check.isCaughtUp('event-intake')).toBe(true);
  });

  it('that read on are not behind, however much there is', async () => {
    const { check, offsets } = checked();
    for (const committed of [1, 2, 3]) {
      Object.assign(offsets, { committed, end: 9_000 });
      expect(await check.look(committed * 5_000)).toMatchObject(nothing);
    }
    expect(check.isCaughtUp('event-intake')).toBe(false);
    expect(check.isCaughtUp('journal-projector')).toBe(true);
  });

  it('that stand still before more are behind since then, and no longer once they move', async () => {
    const { check, offsets } = checked();
    Object.assign(offsets, { committed: 5, end: 6 });
    expect(await check.look(10_000)).toMatchObject(nothing);
    expect((await check.look(11_001)).found).toEqual([
      expect.objectContaining({
        kind: 'reader-behind',
        about: 'event-intake',
        since: '1970-01-01T00:00:10.000Z',
      }),
    ]);
    offsets.committed = 6;
    expect(await check.look(12_000)).toMatchObject(nothing);
  });

  it('that stood with nothing to read have their grace when something comes', async () => {
    const { check, offsets } = checked();
    Object.assign(offsets, { committed: 5, end: 5 });
    await check.look(0);
    await check.look(60_000);
    offsets.end = 6;
    expect(await check.look(60_500)).toMatchObject(nothing);
  });
});
