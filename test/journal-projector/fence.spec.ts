import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  FencedError,
  Projection,
  type Stretch,
} from '../../apps/journal-projector/src/projection.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { journalMessage } from '#journal/journal-messages.js';
import { createLogger } from '#observability/logger.js';
import { digest } from '#workflows/journey/digest.js';
import { type TestDatabase, testDatabase } from '../coordinator-api/test-database.js';
import { someJournal } from './written-journal.js';

const partition = 3;

let stage: TestDatabase;

beforeAll(async () => {
  stage = await testDatabase();
});

afterAll(() => stage.stop());

function projector(): Projection {
  return new Projection(stage.database, digest, createLogger('fence-spec', 'silent'));
}

/** A part of the journal that begins where a projector believes the partition to stand. */
function stretchOf(records: readonly JournalRecord[], expected: number, next: number): Stretch {
  const messages = records.slice(expected, next).map((record, index) => {
    const { topic, key, value } = journalMessage(record);
    return {
      topic,
      partition,
      offset: expected + index,
      key: Buffer.from(key),
      value: Buffer.from(value),
      headers: {},
      timestamp: 0,
      acknowledge: () => undefined,
    };
  });
  return { partition, expected, next, messages };
}

async function shown(): Promise<readonly object[]> {
  return stage.database
    .selectFrom('read_model.record')
    .select(['journey_id', 'sequence', 'offset'])
    .orderBy('offset')
    .execute();
}

describe('two projectors of one partition', () => {
  it('the one that comes second is seen off and writes nothing, then goes on where the partition stands', async () => {
    const records = [...someJournal(5), ...someJournal(5)];
    const [first, second] = [projector(), projector()];
    for (const one of [first, second]) await one.nextOffsets([partition]);
    await first.project([stretchOf(records, 0, 3)]);
    const before = await shown();
    expect(before).toHaveLength(3);

    const late = second.project([stretchOf(records, 0, records.length)]);
    await expect(late).rejects.toThrow(FencedError);
    expect(await shown()).toEqual(before);

    const stands = (await second.nextOffsets([partition])).get(partition);
    expect(stands).toBe(3);
    await second.project([stretchOf(records, 3, records.length)]);
    await expect(first.project([stretchOf(records, 3, 4)])).rejects.toThrow(FencedError);
    const offsets = (await shown()).map((row) => (row as { offset: number }).offset);
    expect(offsets).toEqual(records.map((_, offset) => offset));
  });

  it('that write at the same moment are told apart by the partition alone: one writes, one is seen off', async () => {
    const base = (await projector().nextOffsets([partition])).get(partition) ?? 0;
    const records = someJournal(5);
    const stretch = stretchOf(records, 0, records.length);
    const moved: Stretch = {
      ...stretch,
      expected: base,
      next: base + records.length,
      messages: stretch.messages.map((one) => ({ ...one, offset: base + one.offset })),
    };
    const contenders = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const one = projector();
        await one.nextOffsets([partition]);
        return one;
      }),
    );
    const ends = await Promise.allSettled(contenders.map(async (one) => one.project([moved])));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const seenOff = ends.flatMap((end) =>
      end.status === 'rejected' ? [end.reason as unknown] : [],
    );
    expect(seenOff.every((reason) => reason instanceof FencedError)).toBe(true);
    const ours = (await shown()).filter(
      (row) => (row as { journey_id: string }).journey_id === records[0]?.subject,
    );
    expect(ours).toHaveLength(records.length);
  });
});
