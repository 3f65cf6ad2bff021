import { describe, expect, it } from '@jest/globals';
import { inboundType } from '#contracts/inbound/catalogue.js';
import { sliceFor } from '#products/products.js';
import { tellReleasedBatch } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusMinutes } from '../time/instant.js';
import { hasOccurrence } from './occurrence-key.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const reviews = ({ state }: ToldJourney) => state.reviews.map(({ reviewId }) => reviewId);

describe('the types that happen once', () => {
  it.each([
    'apheresis.started',
    'apheresis.completed',
    'collection.counted',
    'product.received',
    'product.thawed',
    'infusion.started',
    'infusion.completed',
    'infusion.stopped',
    'patient.admitted',
    'patient.transferred',
    'patient.discharged',
    'death.reported',
    'quality.tested',
    'shipment.booked',
    'shipment.picked-up',
    'shipment.handed-over',
    'shipment.customs-cleared',
    'shipment.delayed',
    'shipment.delivered',
  ])('are those of the catalogue: %s', (type) => {
    expect(hasOccurrence(type)).toBe(true);
    expect(inboundType(type)?.occurrence).not.toEqual([]);
  });
});

describe('an occurrence told twice', () => {
  const count = { donationId: 'D1', totalNucleatedCells: 8e9, cd3Cells: 3e9, viabilityPercent: 96 };
  const counted = () => journeyIn('outbound-shipment', rules).later(1);

  it('is confirmed when it says the same, by whoever says it', () => {
    const journey = counted();
    const before = journey.state.counts;
    journey.tell('collection.counted', { ...count, note: 'n' }, { id: 'again' });
    expect(journey.records.at(-1)).toMatchObject({
      type: 'event.confirmed',
      data: { detail: { event: { id: 'again' } } },
    });
    expect(journey.state.counts['D1']).toMatchObject({ cd3Cells: 3e9 });
    expect(Object.keys(journey.state.counts)).toEqual(Object.keys(before));
    expect(reviews(journey)).toEqual([]);
  });

  it('is looked into when it says something else; the smaller count holds until then', () => {
    const journey = counted().tell('collection.counted', { ...count, cd3Cells: 1e9 }, { id: 'b' });
    expect(journey.state.counts['D1']).toMatchObject({ cd3Cells: 1e9, viabilityPercent: 96 });
    expect(reviews(journey)).toEqual(['occurrence/collection.counted/b']);
    const larger = counted().tell('collection.counted', { ...count, cd3Cells: 9e9 });
    expect(larger.state.counts['D1']).toMatchObject({ cd3Cells: 3e9 });
  });

  it('is what quality finds, which has to be one of them', () => {
    const journey = counted().tell('collection.counted', { ...count, cd3Cells: 1e9 }, { id: 'b' });
    const answer = (finding: string, reviewId = 'occurrence/collection.counted/b') =>
      journey.decide('answer-review', { reviewId, finding, reason: 'r' });
    expect(answer('x')).toMatchObject({ code: 'finding-unknown' });
    expect(answer('b', 'nothing')).toMatchObject({ code: 'no-such-review' });
    const { eventId } = counted().state.counts['D1']!.evidence;
    expect(answer(eventId).outcome).toBe('accepted');
    expect(journey.state.counts['D1']).toMatchObject({ cd3Cells: 3e9 });
    expect(journey.state.reviews).toEqual([]);
    expect(journey.recordsOf('review.answered')).toHaveLength(1);
  });

  it('has failed when one says that it failed', () => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', rules), ['P1']);
    const result = { batchId: 'B1', coi: journey.state.journeyId, sampleId: 'B1-S' };
    journey.tell(
      'quality.tested',
      { ...result, test: 'potency', resultStatus: 'final', passed: false },
      { by: 'laboratory', id: 'b' },
    );
    const [test] = rules.manufacturing.requiredTests;
    journey.tell(
      'quality.tested',
      { ...result, test, resultStatus: 'final', passed: false },
      { by: 'laboratory', id: 'c' },
    );
    expect(journey.unmet('product.may-ship')).toContain(`test-${test}`);
    expect(reviews(journey)).toEqual(['occurrence/quality.tested/c']);
  });

  it('is received in the worst condition that anybody saw', () => {
    const journey = journeyIn('inbound-shipment', rules);
    const receipt = {
      coi: journey.state.journeyId,
      batchId: 'B1',
      shipmentId: 'IN',
      bags: [{ bagId: 'P1', condition: 'intact' }],
      sealIntact: true,
      loggerDownloaded: true,
      minCelsius: -190,
      maxCelsius: -155,
      storageLocation: 'tank-1',
      receivedAt: journey.now,
    };
    journey.tell('product.received', receipt, { id: 'a' });
    const worse = { sealIntact: false, maxCelsius: -100 };
    journey.fork().tell('product.received', { ...receipt, ...worse }, { id: 'b' });
    const told = journey.fork().tell('product.received', { ...receipt, ...worse }, { id: 'b' });
    expect(told.state.productReceipts).toMatchObject([worse]);
    expect(told.unmet('lymphodepletion.may-start')).toEqual(
      expect.arrayContaining(['product-intact', 'product-cold']),
    );
    const elsewhere = journey.tell(
      'product.received',
      { ...receipt, shipmentId: 'X' },
      { id: 'c' },
    );
    const held = elsewhere.requirement('lymphodepletion.may-start', 'product-received');
    expect(held.met).toBe(false);
    expect(held.text).toContain('told in different ways');
    elsewhere.decide('answer-review', {
      reviewId: 'occurrence/product.received/c',
      finding: 'a',
      reason: 'r',
    });
    expect(elsewhere.unmet('lymphodepletion.may-start')).not.toContain('product-received');
  });

  it('is one dose within ten minutes, and another beyond', () => {
    const journey = journeyIn('monitoring', rules).later(1);
    const dose = { drug: 'tocilizumab', dose: 8, unit: 'mg/kg' };
    const give = (minutes: number, data = dose) =>
      journey.tell('medication.given', { ...data, givenAt: plusMinutes(journey.now, minutes) });
    give(-30);
    give(-21);
    expect(journey.records.at(-1)?.type).toBe('event.confirmed');
    give(-45);
    expect(journey.records.at(-1)?.type).toBe('medication.given');
    give(-29, { ...dose, dose: 4 });
    expect(reviews(journey)).toHaveLength(1);
  });

  it('of product that flows counts in every way it was told', () => {
    const journey = journeyIn('infusion', rules);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.tell('infusion.started', bag).tell('infusion.started', { ...bag, batchId: 'B9' });
    expect(journey.state.holds).toMatchObject([{ about: 'infusion/B9/P1' }]);
  });

  it('of a shipment is looked into without waking anybody', () => {
    const journey = journeyIn('outbound-shipment', rules);
    const { length } = journey.state.alerts;
    const shipment = { shipmentId: 'S', leg: 'collection-to-manufacturer', carrier: 'polar' };
    journey
      .tell('shipment.booked', { ...shipment, qualifiedUntil: '2026-05-02T00:00:00.000Z' })
      .tell('shipment.booked', { ...shipment, qualifiedUntil: '2026-05-01T00:00:00.000Z' });
    expect(reviews(journey)).toHaveLength(1);
    expect(journey.state.alerts).toHaveLength(length);
    expect(journey.state.shipments[0]?.qualifiedUntil).toBe('2026-05-01T00:00:00.000Z');
  });

  it('does not happen twice in the journal of a shipment', () => {
    const journey = journeyIn('outbound-shipment', rules);
    const shipment = { shipmentId: 'S', leg: 'collection-to-manufacturer', carrier: 'polar' };
    journey
      .tell('shipment.picked-up', shipment, { by: 'courier' })
      .later(1)
      .tell('shipment.picked-up', shipment, { by: 'clinic' });
    expect(journey.state.shipments[0]?.milestones).toHaveLength(1);
  });
});
