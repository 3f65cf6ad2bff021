import { describe, expect, it } from '@jest/globals';
import { writtenJournal } from '../journals/written-journal.js';
import { checkReadModel, type JourneyRow, type ReadModel } from './read-model.js';

const records = writtenJournal('V2V-1', [
  { type: 'journey.enrolled' },
  { type: 'hold.placed', detail: { kind: 'manual' } },
  { type: 'journey.closed', detail: { outcome: 'withdrawn' } },
]);
const journals = new Map([['V2V-1', records]]);
const lastHash = records[2]?.data.hash ?? '';
const row: JourneyRow = {
  journeyId: 'V2V-1',
  sequence: 3,
  lastHash,
  stage: 'closed',
  holds: ['manual'],
  outcome: 'withdrawn',
  state: { sequence: 3, lastHash, stage: 'closed' },
};
const sound: ReadModel = {
  journeys: [row],
  records: journals,
  quarantined: [],
  enrolled: ['V2V-1'],
};

function detailWith(change: Partial<ReadModel>): string {
  const { held, detail } = checkReadModel(journals, { ...sound, ...change });
  return held ? 'held' : detail;
}

describe('the read model', () => {
  it('agrees with the journals', () => {
    expect(checkReadModel(journals, sound)).toMatchObject({
      held: true,
      detail: '1 journeys, 3 records',
    });
  });

  it('may be ahead of the journal that was read before it', () => {
    const shorter = new Map([['V2V-1', records.slice(0, 2)]]);
    expect(checkReadModel(shorter, sound).held).toBe(true);
  });

  it('is found without a journey, a record or the workflow of an enrolment', () => {
    expect(detailWith({ journeys: [] })).toContain('V2V-1 is missing');
    expect(detailWith({ records: new Map([['V2V-1', records.slice(0, 2)]]) })).toContain(
      'V2V-1/3 is missing',
    );
    expect(detailWith({ enrolled: ['V2V-1', 'V2V-2'] })).toContain('V2V-2 was enrolled');
  });

  it('is found with a record of other content', () => {
    const changed = records.map((record) => ({ ...record, time: '2026-03-02T09:00:01.000Z' }));
    expect(detailWith({ records: new Map([['V2V-1', changed]]) })).toContain(
      'V2V-1/1 stands there with other content',
    );
  });

  const changes: readonly Partial<JourneyRow>[] = [
    { sequence: 2 },
    { lastHash: '0' },
    { stage: 'referral' },
    { holds: [] },
    { outcome: null },
    { state: { ...row.state, sequence: 2 } },
    { state: { ...row.state, stage: 'referral' } },
  ];
  it.each(changes)('is found with a row that says otherwise: %j', (change) => {
    expect(detailWith({ journeys: [{ ...row, ...change }] })).toContain('V2V-1 has ');
  });

  it('is found with a journey in quarantine or without a journal', () => {
    expect(detailWith({ quarantined: ['V2V-1'] })).toContain('V2V-1 is in quarantine');
    expect(detailWith({ journeys: [row, { ...row, journeyId: 'V2V-9' }] })).toContain(
      'V2V-9 has no journal',
    );
  });
});
