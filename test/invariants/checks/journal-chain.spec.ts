import { describe, expect, it } from '@jest/globals';
import type { Message } from '../evidence/message.js';
import { digest } from '../journals/digest.js';
import type { JournalRecord } from '../journals/journal-record.js';
import { publishedAs, writtenJournal } from '../journals/written-journal.js';
import { checkJournals } from './journal-chain.js';

const journal = writtenJournal('V2V-1', [
  { type: 'journey.enrolled', detail: { enrolment: {} } },
  { type: 'stage.entered', detail: { stage: 'eligibility' }, day: 1 },
  { type: 'hold.placed', detail: { kind: 'manual', about: null }, day: 2 },
  { type: 'hold.lifted', detail: { kind: 'manual', about: null }, day: 3 },
]);
const sound = publishedAs('journey.events.v1', 0, journal);

function verdict(messages: readonly Message[], partitions = 1) {
  return checkJournals(messages, partitions).invariant;
}

/** Publishes the journal with one record changed, and hashed anew so that only the change is wrong. */
function withRecord(sequence: number, change: (record: JournalRecord) => object) {
  const records = journal.map((record): JournalRecord => {
    if (record.data.sequence !== sequence) return record;
    const changed = change(record) as JournalRecord;
    const { hash: _, ...data } = changed.data;
    return { ...changed, data: { ...data, hash: digest({ ...changed, data }) } };
  });
  return verdict(publishedAs('journey.events.v1', 0, records));
}

describe('a journal', () => {
  it('is sound when numbered, chained and consistent, repeats aside', () => {
    const { journals, invariant } = checkJournals([...sound, ...sound.slice(1, 3)], 1);
    expect(invariant).toMatchObject({ held: true, detail: '2 repeats, 1 journals, 4 records' });
    expect(journals.get('V2V-1')).toEqual(journal);
  });

  it('is not sound with a gap', () => {
    const { held, detail } = verdict(sound.filter(({ offset }) => offset !== 1));
    expect({ held, detail }).toMatchObject({ held: false });
    expect(detail).toContain('V2V-1 has 3 where 2 is next');
    expect(detail).toContain('V2V-1/3 breaks the hash chain');
  });

  it('is not sound when a repeat differs', () => {
    const other = { ...journal[1], time: '2026-03-03T09:00:01.000Z', subject: 'V2V-1' };
    const { held, detail } = verdict([...sound, ...publishedAs('journey.events.v1', 0, [other])]);
    expect({ held, detail }).toMatchObject({ held: false });
    expect(detail).toContain('V2V-1/2 stands twice with different content');
  });

  it('is not sound when a record was changed and kept its hash', () => {
    const changed = journal.map((record) => ({ ...record, time: '2026-03-02T09:00:00.000Z' }));
    const { held, detail } = verdict(publishedAs('journey.events.v1', 0, changed));
    expect({ held, detail }).toMatchObject({ held: false });
    expect(detail).toContain('V2V-1/2 has a wrong hash');
  });

  it('is not sound under the key of another journey or in another partition', () => {
    expect(verdict(sound.map((one) => ({ ...one, key: 'V2V-2' }))).held).toBe(false);
    const partitions = [0, 1, 2, 3].filter(
      (partition) => verdict(publishedAs('journey.events.v1', partition, journal), 4).held,
    );
    expect(partitions).toHaveLength(1);
  });

  it('is not sound when a stage begins where none ended', () => {
    const { held, detail } = withRecord(3, (record) => ({
      ...record,
      data: { ...record.data, stageBefore: 'scheduling', stageAfter: 'scheduling' },
    }));
    expect({ held, detail }).toMatchObject({ held: false });
    expect(detail).toContain('V2V-1/3 starts in scheduling, not eligibility');
  });

  it('is not sound when it forgets a hold', () => {
    const { held, detail } = withRecord(3, (record) => ({
      ...record,
      data: { ...record.data, holds: [] },
    }));
    expect({ held, detail }).toMatchObject({ held: false });
    expect(detail).toContain('V2V-1/3 tells other holds');
  });

  it('is not sound when time goes back', () => {
    const { detail } = withRecord(4, (record) => ({ ...record, time: journal[0]?.time }));
    expect(detail).toContain('V2V-1/4 goes back in time');
  });

  it('is not sound with something that is no record', () => {
    const [first] = sound;
    expect(verdict(first === undefined ? [] : [{ ...first, value: Buffer.from('{}') }])).toEqual({
      name: 'every journal is gapless and hash-chained',
      held: false,
      detail: 'journey.events.v1/0/0 is no journal record (nothing seen)',
    });
  });
});
