import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusHours } from '../time/instant.js';
import { evolve } from './evolve.js';
import type { JournalRecord } from './record.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

function heldBy({ state }: ToldJourney) {
  return state.holds.map(({ kind, about }) => [kind, about]);
}

describe('a lot that is recalled', () => {
  const recall = (journey: ToldJourney, action: string) =>
    journey
      .later(1)
      .tell(
        'lot.recalled',
        { recallId: 'R1', batchIds: ['B1'], class: 'I', action },
        { by: 'manufacturer' },
      );

  it.each(['eligibility', 'inbound-shipment', 'monitoring'] as const)(
    'holds a journey in %s and pages',
    (stage) => {
      const journey = recall(journeyIn(stage, rules), 'do-not-infuse');
      expect(heldBy(journey)).toEqual([['recall', 'R1']]);
      expect(journey.state.alerts).toContainEqual(
        expect.objectContaining({
          alertId: expect.stringMatching(/^lot-recalled\/R1\/do-not-infuse\//),
          severity: 'immediate',
        }),
      );
    },
  );

  it('takes back what was authorised, and nothing is authorised until quality lifts the hold', () => {
    const journey = journeyIn('lymphodepletion', rules).ask('lymphodepletion.authorized');
    const count = journey.records.length;
    recall(journey, 'quarantine');
    expect(journey.typesSince(count)).toContain('request.withdrawn');
    expect(journey.unmet('infusion.may-start')).toContain('no-hold');
    journey.decide('lift-hold', { kind: 'recall', reason: 'not of this lot' }, { role: 'quality' });
    expect(heldBy(journey)).toEqual([]);
  });

  it('is held no more once the recall is taken back, and again when it is recalled anew', () => {
    const journey = recall(journeyIn('inbound-shipment', rules), 'watch');
    const [{ data } = { data: undefined }] = journey.recordsOf('lot.recalled');
    const retraction = { retractedId: data?.fact?.id, reason: 'entered-in-error' };
    journey.tell('record.retracted', retraction, { by: 'manufacturer' });
    expect(heldBy(journey)).toEqual([]);
    expect(journey.state.recalls).toEqual({});
    expect(heldBy(recall(journey, 'watch'))).toEqual([['recall', 'R1']]);
  });

  it('stays held while one of two words stands', () => {
    const journey = recall(recall(journeyIn('inbound-shipment', rules), 'watch'), 'watch');
    const [{ data } = { data: undefined }] = journey.recordsOf('lot.recalled');
    const retraction = { retractedId: data?.fact?.id, reason: 'entered-in-error' };
    journey.tell('record.retracted', retraction, { by: 'manufacturer' });
    expect(heldBy(journey)).toEqual([['recall', 'R1']]);
    expect(journey.recordsOf('hold.lifted')).toEqual([]);
  });

  it('is held once, and again by each further word of the recall', () => {
    const journey = recall(recall(journeyIn('inbound-shipment', rules), 'watch'), 'watch');
    expect(journey.recordsOf('hold.placed')).toHaveLength(1);
    journey.decide('lift-hold', { kind: 'recall', reason: 'watched' }, { role: 'quality' });
    expect(heldBy(journey)).toEqual([]);
    expect(heldBy(recall(journey, 'do-not-infuse'))).toEqual([['recall', 'R1']]);
  });

  it('changed nothing under the versions of the protocol before', () => {
    const journey = recall(journeyIn('inbound-shipment', rules), 'watch');
    const [record] = journey.recordsOf('lot.recalled');
    const before = journeyIn('inbound-shipment', rules).state;
    const old = { ...record, data: { ...record?.data, protocolVersion: 2 } } as JournalRecord;
    expect(evolve(before, old, journey.digest.hash)).toMatchObject({
      recalls: {},
      told: before.told,
    });
  });
});

describe('a site that is suspended', () => {
  const tell = (
    journey: ToldJourney,
    suspended: boolean,
    happenedAt = journey.now,
    siteId = 'northgate',
  ) =>
    journey.tell(suspended ? 'site.suspended' : 'site.reinstated', {
      siteId,
      reason: 'inspection',
      happenedAt,
    });

  it('holds its journeys until it is reinstated', () => {
    const journey = tell(journeyIn('scheduling', rules).later(1), true);
    expect(heldBy(journey)).toEqual([['site-suspended', 'northgate']]);
    expect(heldBy(tell(journey.later(1), false))).toEqual([]);
  });

  it('stays suspended where a reinstatement of before comes late', () => {
    const journey = tell(journeyIn('scheduling', rules).later(2), true);
    tell(journey.later(1), false, plusHours(journey.now, -2));
    expect(heldBy(journey)).toEqual([['site-suspended', 'northgate']]);
  });

  it('is not reinstated by a clock that is wrong', () => {
    const journey = tell(journeyIn('scheduling', rules).later(1), true);
    tell(journey, false, plusHours(journey.now, 3));
    expect(heldBy(journey)).toEqual([['site-suspended', 'northgate']]);
  });

  it('is no matter to a journey of other sites', () => {
    expect(
      heldBy(tell(journeyIn('scheduling', rules).later(1), true, undefined, 'lakeview')),
    ).toEqual([]);
  });
});
