import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sliceFor } from '#products/products.js';
import { productSteps } from '../../test-journeys/product-steps.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { zeroHash } from './initial-state.js';
import type { JournalRecord } from './record.js';
import { stages } from './vocabulary.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const plain = ['goes on', 'partners are asked', 'gates are tried'];
const anyStep = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...productSteps) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...productSteps.filter(([name]) => plain.includes(name))),
  },
);

/** What must be so whenever an authorisation is sent, read from the state it was sent in by plain looking. */
function assertGround(journey: ToldJourney): void {
  const { state, now } = journey;
  const isInfusion = state.authorizations.some((one) => one.kind === 'infusion.authorized');
  if (!isInfusion || stages.indexOf(state.stage) > stages.indexOf('infusion')) return;
  if (state.infusions.length > 0) return;
  const batch = state.batches.at(-1)!;
  const checks = state.decisions.filter((one) => one.type === 'verify-product-identity');
  expect(state.holds).toEqual([]);
  expect(batch.status).toBe('released');
  expect(batch.tests.every((one) => one.passed)).toBe(true);
  expect(batch.release?.coi).toBe(state.journeyId);
  expect(Date.parse(batch.release?.expiresAt ?? '')).toBeGreaterThan(Date.parse(now));
  expect(state.consents['treatment']?.given).toBe(true);
  for (const { bagId } of batch.release?.bags ?? []) {
    const check = checks.find((one) => one.data['bagId'] === bagId);
    expect(new Set(check?.by.map((one) => one.id)).size).toBe(2);
  }
  const [authorized] = state.decisions.filter((one) => one.type === 'authorize-infusion').slice(-1);
  const signed = journey.records.find((one) => one.data.sequence === authorized?.sequence);
  expect(signed?.data.decision?.signatures).toHaveLength(1);
}

function assertJournal(records: readonly JournalRecord[]): void {
  const links = records.map(({ data }) => [data.sequence, data.previousHash]);
  const hashes = [zeroHash, ...records.map(({ data }) => data.hash)];
  expect(links).toEqual(records.map((_, index) => [index + 1, hashes[index]]));
}

function requestIds(records: readonly JournalRecord[]): readonly unknown[] {
  return records
    .filter((one) => one.type === 'request.sent')
    .map((one) => one.data.detail?.['requestId']);
}

describe('whatever happens in whatever order', () => {
  it('no infusion is authorised without its ground, the journal has no gap, no request goes twice', () => {
    let authorized = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(
          'inbound-shipment' as const,
          'lymphodepletion' as const,
          'infusion' as const,
        ),
        fc.array(anyStep, { minLength: 3, maxLength: 14 }),
        (stage, sequence) => {
          const journey = journeyIn(stage, rules);
          for (const [, take] of sequence) {
            if (journey.state.stage === 'closed') break;
            take(journey.later(1));
            assertGround(journey);
          }
          authorized += requestIds(journey.records).filter((id) =>
            String(id).includes('/infusion.authorized/'),
          ).length;
          assertJournal(journey.records);
          const ids = requestIds(journey.records);
          expect(new Set(ids).size).toBe(ids.length);
          const fired = journey.records
            .filter((one) => one.type.startsWith('deadline.'))
            .map((one) => [one.type, one.data.detail?.['name']].join(' '));
          expect(new Set(fired).size).toBe(fired.length);
        },
      ),
      { seed: 41, numRuns: 70 },
    );
    expect(authorized).toBeGreaterThan(10);
  });

  it('comes to rest: looking again at the same instant writes nothing', () => {
    const begun = journeyIn('inbound-shipment', rules);
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), (sequence) => {
        const journey = begun.fork();
        for (const [, take] of sequence) if (journey.state.stage !== 'closed') take(journey);
        journey.look();
        const count = journey.records.length;
        journey.look();
        expect(journey.typesSince(count)).toEqual([]);
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});
