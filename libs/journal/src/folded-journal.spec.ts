import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import type { JournalRecord } from '#domain/journey/record.js';
import { sliceFor } from '#products/products.js';
import { digest } from '#workflows/journey/digest.js';
import {
  anotherJourneyId,
  enrolledAt,
  enrolmentUnder,
} from '../../domain/test-journeys/northgate.js';
import { ToldJourney } from '../../domain/test-journeys/told-journey.js';
import { FoldedJournal } from './folded-journal.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: enrolledAt,
});

function told(journeyId?: string): ToldJourney {
  const change = journeyId === undefined ? {} : { journeyId };
  return ToldJourney.enrolled(enrolmentUnder(rules, change), digest)
    .tell('patient.measured', { weightKg: 47, measuredAt: enrolledAt })
    .tell('consent.signed', { scope: 'treatment', documentVersion: '1' });
}

let offset = 0;

function messageOf(record: JournalRecord) {
  offset += 1;
  const value = Buffer.from(canonicalize(record) ?? '');
  return { partition: 0, offset, key: Buffer.from(record.subject), value };
}

function folded(
  records: readonly JournalRecord[],
  isWanted?: ConstructorParameters<typeof FoldedJournal>[1],
) {
  const journal = new FoldedJournal(digest, isWanted);
  for (const record of records) journal.take(messageOf(record));
  return journal.all();
}

describe('the folded journal', () => {
  const { records, state } = told();
  const { journeyId } = state;

  it('gives the state that the journey has', () => {
    expect(folded(records)).toEqual([{ journeyId, state, fault: null, lastRequests: [] }]);
  });

  it('drops what was published twice', () => {
    expect(folded([...records.slice(0, 3), ...records])).toEqual([
      { journeyId, state, fault: null, lastRequests: [] },
    ]);
  });

  const another = ToldJourney.enrolled(enrolmentUnder(rules), digest)
    .tell('patient.measured', { weightKg: 51, measuredAt: enrolledAt })
    .records.at(-1);

  it.each([
    ['gap', records.toSpliced(1, 1)],
    ['journal-forked', [...records, another!]],
    ['wrong-hash', [{ ...records[0]!, time: '2031-01-01T00:00:00.000Z' }]],
  ])('names what does not follow: %s', (reason, read) => {
    expect(folded(read)[0]?.fault?.reason).toBe(reason);
  });

  it('keeps the trouble of one journey from the others', () => {
    const other = told(anotherJourneyId);
    const journeys = folded([...records.toSpliced(1, 1), ...other.records]);
    expect(journeys.find((one) => one.journeyId === anotherJourneyId)).toEqual({
      journeyId: anotherJourneyId,
      state: other.state,
      fault: null,
      lastRequests: [],
    });
  });

  it('leaves out journeys nobody asked for', () => {
    const all = [...records, ...told(anotherJourneyId).records];
    expect(folded(all, (id) => id === journeyId)).toEqual([
      { journeyId, state, fault: null, lastRequests: [] },
    ]);
  });
});
