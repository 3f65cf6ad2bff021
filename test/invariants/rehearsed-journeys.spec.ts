import { beforeAll, describe, expect, it } from '@jest/globals';
import { placementsAt } from '../../apps/partner-simulator/src/network/placements.js';
import { patientOf } from '../../apps/partner-simulator/src/story/patient.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { rehearse } from '../partner-simulator/rehearsal.js';
import { stagePlans } from '../partner-simulator/stage-plan.js';
import { checkAppliedOnce } from './checks/applied-once.js';
import { checkAuthorizations } from './checks/authorizations.js';
import { checkDeadlines } from './checks/deadlines.js';
import type { Invariant } from './checks/findings.js';
import { checkJournals } from './checks/journal-chain.js';
import { digest } from './journals/digest.js';
import type { JournalRecord, Journals } from './journals/journal-record.js';
import { publishedAs } from './journals/written-journal.js';

const patients = 8;
let rehearsed: Journals;

beforeAll(async () => {
  const registry = new PartnerRegistry(demonstrationNetwork);
  const plans = await stagePlans();
  const placements = placementsAt(registry.sites, undefined);
  const journals = new Map<string, readonly JournalRecord[]>();
  const offTheShelf = placementsAt(registry.sites, undefined, 'every').find(
    ({ product }) => product === 'illustrative-off-the-shelf',
  );
  for (let index = 0; index <= patients; index += 1) {
    const isLast = index === patients && offTheShelf !== undefined;
    const from = isLast ? ([offTheShelf] as const) : placements;
    const patient = patientOf(1, index, from, '2026-03-02');
    const rates = { duplicates: 0.1, reorder: 0.1 };
    const script = { seed: 1, patient, registry, plans, rates, until: 'follow-up' as const };
    const { state, records } = await rehearse(script);
    journals.set(state.journeyId, records);
  }
  rehearsed = journals;
}, 120_000);

function verdicts(journals: Journals): readonly Invariant[] {
  const messages = publishedAs('journey.events.v1', 0, [...journals.values()].flat());
  const { journals: read, invariant } = checkJournals(messages, 1);
  return [invariant, checkAppliedOnce(read), ...checkAuthorizations(read), checkDeadlines(read)];
}

function violated(journals: Journals): readonly string[] {
  return verdicts(journals)
    .filter(({ held }) => !held)
    .map(({ name, detail }) => `${name}: ${detail}`);
}

/** The journals without the records chosen, numbered and chained anew, so that nothing else is wrong. */
function without(isLeftOut: (record: JournalRecord) => boolean): Journals {
  return new Map(
    [...rehearsed].map(([journeyId, records]) => {
      const kept = records.filter((record) => !isLeftOut(record));
      const numbers = new Map(kept.map(({ data }, index) => [data.sequence, index + 1]));
      let previousHash = '0'.repeat(64);
      const renumbered = kept.map((record, index): JournalRecord => {
        const { hash: _, causedBy: cause, ...told } = record.data;
        const causedBy = cause === undefined ? undefined : numbers.get(cause);
        const caused = causedBy === undefined ? {} : { causedBy };
        const data = { ...told, ...caused, sequence: index + 1, previousHash };
        const envelope = { ...record, id: `${journeyId}/${index + 1}` };
        previousHash = digest({ ...envelope, data });
        return { ...envelope, data: { ...data, hash: previousHash } };
      });
      return [journeyId, renumbered];
    }),
  );
}

describe('journeys as the domain writes them', () => {
  it('hold every invariant of journals, and have infusions to show it on', () => {
    expect(violated(rehearsed)).toEqual([]);
    expect(verdicts(rehearsed).map(({ detail }) => detail)).not.toContainEqual(
      expect.stringContaining('nothing to check'),
    );
  });

  const planted: readonly (readonly [string, (record: JournalRecord) => boolean, string])[] = [
    ['no release', ({ type }) => type === 'batch.released', 'not released'],
    ['no receipt', ({ type }) => type === 'product.received', 'not received'],
    [
      'no identity check',
      ({ data }) => data.decision?.type === 'verify-product-identity',
      'verify-product-identity signed by 0 of 2',
    ],
    [
      'no physician',
      ({ data }) => data.decision?.type === 'authorize-infusion',
      'authorize-infusion signed by 0 of 1',
    ],
    [
      'no authorisation',
      ({ data }) => data.detail?.['type'] === 'infusion.authorized',
      'a bag nobody authorised',
    ],
    ['no lifting of holds', ({ type }) => type === 'hold.lifted', 'tells other holds'],
  ];
  it.each(planted)('are found out with %s', (_, isLeftOut, expected) => {
    expect(violated(without(isLeftOut)).join()).toContain(expected);
  });
});
