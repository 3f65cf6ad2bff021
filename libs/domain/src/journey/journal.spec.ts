import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { sliceFor } from '#products/products.js';
import { enrolmentUnder } from '../../test-journeys/northgate.js';
import { scriptedStages, scriptOf } from '../../test-journeys/scripts.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import { ToldJourney } from '../../test-journeys/told-journey.js';
import { evolve } from './evolve.js';
import { zeroHash } from './initial-state.js';
import type { Digest, JournalRecord } from './record.js';
import type { JourneyState } from './state.js';

const digest: Digest = {
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  canonical: (value) => canonicalize(value) ?? '',
};

const rules = sliceFor({
  product: 'axicabtagene-ciloleucel',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});

/** The journal as it is read back from Kafka. */
function readBack(records: readonly JournalRecord[]): readonly JournalRecord[] {
  return JSON.parse(JSON.stringify(records)) as JournalRecord[];
}

function folded(records: readonly JournalRecord[], by: Digest): JourneyState | null {
  return readBack(records).reduce<JourneyState | null>(
    (state, record) => evolve(state, record, by.hash),
    null,
  );
}

describe('a journal', () => {
  const journey = ToldJourney.enrolled(enrolmentUnder(rules), digest);
  for (let stages = 0; stages < 5; stages += 1) leave(journey);

  it('is numbered from 1 without a gap, and every record has its id', () => {
    expect(journey.records.map(({ data }) => data.sequence)).toEqual(
      journey.records.map((_, index) => index + 1),
    );
    expect(journey.records.every(({ id, data }) => id.endsWith(`/${data.sequence}`))).toBe(true);
  });

  it('is chained: each record names the hash of the last, and hashes itself without its hash', () => {
    let previous = zeroHash;
    for (const record of readBack(journey.records)) {
      const { hash, ...unhashed } = record.data;
      expect(unhashed.previousHash).toBe(previous);
      expect(hash).toBe(digest.hash(digest.canonical({ ...record, data: unhashed })));
      previous = hash;
    }
    expect(previous).toBe(journey.state.lastHash);
  });

  it('says the stage before and after, the holds and what caused a record', () => {
    const entered = journey.recordsOf('stage.entered')[0]?.data;
    expect(entered).toMatchObject({
      stageBefore: 'referral',
      stageAfter: 'eligibility',
      holds: [],
    });
    const opened = journey.recordsOf('gate.opened')[0]?.data;
    expect(entered?.causedBy).toBe(opened?.sequence);
  });

  it('gives the state that was returned when it is folded from nothing', () => {
    expect(folded(journey.records, digest)).toEqual(journey.state);
  });

  it('begins with an enrolment or is none', () => {
    const [, second] = journey.records;
    expect(() => evolve(null, second!, digest.hash)).toThrow(RangeError);
  });
});

describe('folding', () => {
  it.each(scriptedStages)('gives the state for any journal of %s', (stage) => {
    const journey = journeyIn(stage, rules);
    const script = scriptOf(journey);
    fc.assert(
      fc.property(fc.shuffledSubarray([...script]), (events) => {
        const told = journey
          .fork()
          .later(30)
          .receive(...events);
        expect(folded(told.records, told.digest)).toEqual(JSON.parse(JSON.stringify(told.state)));
      }),
      { seed: 5, numRuns: 10 },
    );
  });

  it('gives the state of a whole journey', () => {
    const { records, state, digest: by } = journeyIn('follow-up', rules);
    expect(folded(records, by)).toEqual(JSON.parse(JSON.stringify(state)));
  });
});
