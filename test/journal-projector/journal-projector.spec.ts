import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { evolve } from '#domain/journey/evolve.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { digest } from '#workflows/journey/digest.js';
import { until } from '../kafka/kafka-broker.js';
import { ProjectionStage } from './projection-stage.js';
import { someJournal } from './written-journal.js';

let stage: ProjectionStage;

beforeAll(async () => {
  stage = await ProjectionStage.open();
});

afterEach(async () => {
  await stage.stopProjectors();
});

afterAll(async () => {
  await stage.close();
});

const journeyIdOf = (journal: readonly JournalRecord[]): string => journal[0]?.subject ?? '';

function foldOf(journal: readonly JournalRecord[]): JourneyState | null {
  return journal.reduce<JourneyState | null>(
    (state, record) => evolve(state, record, digest.hash),
    null,
  );
}

async function recordsOf(journeyId: string): Promise<readonly object[]> {
  const rows = await stage.database
    .selectFrom('read_model.record')
    .select('record')
    .where('journey_id', '=', journeyId)
    .orderBy('sequence')
    .execute();
  return rows.map(({ record }) => record);
}

describe('the read model', () => {
  it('shows a journey as its journal folds, its records, and the numbers it is found by', async () => {
    await stage.startProjector();
    const journal = someJournal(3);
    await stage.publish(journal);
    await stage.projected(journal);
    const row = await stage.database
      .selectFrom('read_model.journey')
      .selectAll()
      .where('journey_id', '=', journeyIdOf(journal))
      .executeTakeFirstOrThrow();
    const state = foldOf(journal);
    expect(row.state).toEqual(state);
    expect(row).toMatchObject({
      sequence: journal.length,
      last_hash: journal.at(-1)?.data.hash,
      stage: state?.stage,
      stage_since: state?.stageSince,
      treating_site: 'northgate',
      product: 'tisagenlecleucel',
      criticality: 'stable',
      holds: [],
      enrolled_at: state?.enrolment.enrolledAt,
      outcome: null,
    });
    expect(await recordsOf(journeyIdOf(journal))).toEqual(journal);
    const identifiers = await stage.database
      .selectFrom('read_model.identifier')
      .select(['system', 'value'])
      .where('journey_id', '=', journeyIdOf(journal))
      .execute();
    expect(identifiers).toContainEqual({ system: 'journey', value: journeyIdOf(journal) });
    expect(identifiers).toContainEqual({
      system: 'referral',
      value: state?.enrolment.referralId,
    });
  });

  it('is not changed by records that come again', async () => {
    await stage.startProjector();
    const journal = someJournal(2);
    await stage.publish([...journal, ...journal.slice(-2)]);
    await stage.publish(journal);
    const after = someJournal(0);
    await stage.publish(after);
    await stage.projected(journal);
    await stage.projected(after);
    expect(await recordsOf(journeyIdOf(journal))).toEqual(journal);
    expect(await stage.quarantineOf(journeyIdOf(journal))).toBeUndefined();
  });
});

describe('a journal that cannot be followed', () => {
  const broken: readonly [string, string, (journal: readonly JournalRecord[]) => object][] = [
    ['leaves a number out', 'gap', (journal) => journal[3]!],
    [
      'has another record under a known number',
      'journal-forked',
      (journal) => {
        const other = someJournal(2)[1]!;
        const record = { ...other, subject: journeyIdOf(journal) };
        const { hash: _own, ...data } = record.data;
        const hash = digest.hash(digest.canonical({ ...record, data }));
        return { ...record, data: { ...data, hash } };
      },
    ],
    [
      'was changed after it was written',
      'wrong-hash',
      (journal) => ({ ...journal[2]!, time: '2020-01-01T00:00:00.000Z' }),
    ],
    [
      'does not follow its predecessor',
      'broken-chain',
      (journal) => {
        const record = journal[2]!;
        const { hash: _own, ...rest } = record.data;
        const data = { ...rest, previousHash: '1'.repeat(64) };
        const hash = digest.hash(digest.canonical({ ...record, data }));
        return { ...record, data: { ...data, hash } };
      },
    ],
    ['is no record', 'malformed-record', () => ({ type: 'journey.enrolled' })],
    ['names another journey', 'wrong-key', () => someJournal(0)[0]!],
  ];

  it.each(broken)('is quarantined alone when it %s', async (_, reason, third) => {
    await stage.startProjector();
    const journal = someJournal(4);
    const journeyId = journeyIdOf(journal);
    await stage.publish(journal.slice(0, 2));
    await stage.publishRaw(journeyId, JSON.stringify(third(journal)));
    await stage.publish(journal.slice(2));
    const others = Array.from({ length: 30 }, () => someJournal(1));
    await stage.publish(others.flat());
    for (const other of others) await stage.projected(other);
    await until(async () => (await stage.quarantineOf(journeyId)) !== undefined);
    expect(await stage.quarantineOf(journeyId)).toBe(reason);
    expect(await stage.sequenceOf(journeyId)).toBe(2);
  });
});

describe('a journal that the database does not take', () => {
  it.each([
    ['a time before all calendars', { enrolledAt: '0000-01-01T00:00:00.000Z' }],
    ['a number longer than an index takes', { referralId: randomBytes(4_000).toString('hex') }],
  ])('is quarantined alone, those of its batch are written: %s', async (_, change) => {
    const unstorable = someJournal(1, change);
    const others = Array.from({ length: 10 }, () => someJournal(1));
    await stage.publish([...others.flat(), ...unstorable]);
    await stage.startProjector();
    for (const other of others) await stage.projected(other);
    const journeyId = journeyIdOf(unstorable);
    await until(async () => (await stage.quarantineOf(journeyId)) !== undefined);
    expect(await stage.quarantineOf(journeyId)).toBe('not-storable');
    expect(await recordsOf(journeyId)).toEqual([]);
  });

  it('is shown up to the record that is not taken, wherever reading begins', async () => {
    await stage.startProjector();
    const journal = someJournal(8);
    const journeyId = journeyIdOf(journal);
    await stage.publish(journal.slice(0, 5));
    await until(async () => (await stage.sequenceOf(journeyId)) === 5);
    const { hash: _own, ...data } = journal[6]!.data;
    const unstorable = { ...journal[6]!, time: '0000-01-01T00:00:00.000Z' };
    const hash = digest.hash(digest.canonical({ ...unstorable, data }));
    await stage.publish([...journal.slice(5, 6), { ...unstorable, data: { ...data, hash } }]);
    await until(async () => (await stage.quarantineOf(journeyId)) !== undefined);
    expect(await stage.quarantineOf(journeyId)).toBe('not-storable');
    expect(await recordsOf(journeyId)).toEqual(journal.slice(0, 6));
    const { checksums } = await stage.rebuild({ compares: true, swaps: false });
    expect(checksums?.after).toEqual(checksums?.before);
  });

  it.each([
    ['no text', 'J\0'],
    ['longer than an index takes', randomBytes(4_000).toString('hex')],
  ])('stops no other when its key is %s', async (_, key) => {
    await stage.startProjector();
    await stage.publishRaw(key, '{}');
    const others = Array.from({ length: 40 }, () => someJournal(1));
    await stage.publish(others.flat());
    for (const other of others) await stage.projected(other);
    expect(await stage.quarantineOf(key.replace('\0', ''))).toBeUndefined();
  });
});

describe('a quarantined journey', () => {
  /** Sets a journey apart as an `evolve` would that could not fold its third record. */
  async function setApart(journal: readonly JournalRecord[]): Promise<void> {
    const [, , third] = journal;
    const { partition, offset } = await stage.database
      .selectFrom('read_model.record')
      .select(['partition', 'offset'])
      .where('journey_id', '=', journeyIdOf(journal))
      .where('sequence', '=', 3)
      .executeTakeFirstOrThrow();
    const state = foldOf(journal.slice(0, 2));
    await stage.database
      .updateTable('read_model.journey')
      .set({ sequence: 2, state: JSON.stringify(state), last_hash: third?.data.previousHash })
      .where('journey_id', '=', journeyIdOf(journal))
      .execute();
    await stage.database
      .deleteFrom('read_model.record')
      .where('journey_id', '=', journeyIdOf(journal))
      .where('sequence', '>', 2)
      .execute();
    await stage.database
      .insertInto('read_model.quarantine')
      .values({
        journey_id: journeyIdOf(journal),
        partition: partition ?? 0,
        offset: offset ?? 0,
        reason: 'not-foldable',
      })
      .execute();
  }

  it('is built anew alone once its journal can be followed, exactly as with everything', async () => {
    await stage.startProjector();
    const journal = someJournal(8);
    await stage.publish(journal.slice(0, 5));
    await until(async () => (await stage.sequenceOf(journeyIdOf(journal))) === 5);
    await setApart(journal);
    const others = Array.from({ length: 30 }, () => someJournal(1));
    await stage.publish([...journal.slice(5, 7), ...others.flat()]);
    for (const other of others) await stage.projected(other);
    expect(await stage.rebuildJourney(journeyIdOf(journal))).toMatchObject({ quarantine: null });
    await stage.publish(journal.slice(7));
    await stage.projected(journal);
    expect(await recordsOf(journeyIdOf(journal))).toEqual(journal);
    const { checksums } = await stage.rebuild({ compares: true, swaps: false });
    expect(checksums?.after).toEqual(checksums?.before);
  });

  it('stays one while its journal cannot be followed', async () => {
    await stage.startProjector();
    const journal = someJournal(8);
    const journeyId = journeyIdOf(journal);
    await stage.publish([...journal.slice(0, 2), ...journal.slice(3)]);
    await until(async () => (await stage.quarantineOf(journeyId)) !== undefined);
    const { version, quarantine } = await stage.rebuildJourney(journeyId);
    expect([version, quarantine?.reason]).toEqual([2, 'gap']);
    expect(await stage.quarantineOf(journeyId)).toBe('gap');
  });

  it('that nobody has read is none', async () => {
    await expect(stage.rebuildJourney('J0')).rejects.toThrow('nothing of J0');
  });
});

describe('several projectors', () => {
  it('write every record once though each of them reads all', async () => {
    await stage.startProjector('first');
    await stage.startProjector('second');
    const journals = Array.from({ length: 30 }, () => someJournal(10));
    const longest = Math.max(...journals.map((journal) => journal.length));
    for (let index = 0; index < longest; index += 1) {
      await stage.publish(journals.flatMap((journal) => journal.slice(index, index + 1)));
    }
    for (const journal of journals) await stage.projected(journal);
    for (const journal of journals) {
      expect(await recordsOf(journeyIdOf(journal))).toEqual(journal);
      expect(await stage.quarantineOf(journeyIdOf(journal))).toBeUndefined();
    }
  });

  it('hand partitions over while records arrive', async () => {
    await stage.startProjector();
    const journals = Array.from({ length: 30 }, () => someJournal(6));
    await stage.publish(journals.flatMap((journal) => journal.slice(0, 3)));
    await stage.startProjector();
    await stage.publish(journals.flatMap((journal) => journal.slice(3)));
    for (const journal of journals) await stage.projected(journal);
    for (const journal of journals) {
      expect(await recordsOf(journeyIdOf(journal))).toEqual(journal);
    }
  });
});
