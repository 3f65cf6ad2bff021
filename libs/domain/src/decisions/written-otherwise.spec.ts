import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellLymphodepletion } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { decisionInForce } from '../journey/state.js';
import { identifiersOf } from '../status/identifiers.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const scanOf = (journey: ToldJourney, changes: Record<string, string> = {}) => ({
  batchId: 'b1',
  bagId: ' p1',
  scannedCoi: journey.state.journeyId.toLowerCase(),
  ...changes,
});

const excursion = (journey: ToldJourney) =>
  journey
    .tell(
      'shipment.temperature-breached',
      {
        shipmentId: 'OUT1',
        deviceId: 'L1',
        limitCelsius: 8,
        worstCelsius: 9,
        since: journey.now,
      },
      { by: 'courier' },
    )
    .tell(
      'excursion.assessed',
      { shipmentId: 'OUT1', bagIds: ['M1'], assessment: 'acceptable', basis: 'stability' },
      { by: 'manufacturer' },
    );

describe('a decision whose identifiers are written otherwise than those of events', () => {
  it('checks the same bag at the bedside and holds nothing', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    expect(journey.decide('verify-product-identity', scanOf(journey)).outcome).toBe('accepted');
    expect(journey.state.holds).toEqual([]);
    expect(journey.requirement('infusion.may-start', 'identity-verified-by-two').met).toBe(true);
    expect(decisionInForce(journey.state, 'verify-product-identity')?.data).toEqual(
      scanOf(journey),
    );
  });

  it('is the second signature of the same check', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    journey.decide('verify-product-identity', scanOf(journey), { persons: ['nurse-1'] });
    expect(
      journey.decide('verify-product-identity', scanOf(journey, { bagId: 'P1' }), {
        persons: ['nurse-2'],
      }).outcome,
    ).toBe('accepted');
  });

  it('holds the journey once for a wrong bag, as an event about it would', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    journey.decide('verify-product-identity', scanOf(journey, { bagId: 'p9' }));
    expect(journey.state.holds).toMatchObject([
      { kind: 'identity-mismatch', about: 'bedside/B1/P9' },
    ]);
  });

  it('books the slot and the appointments that are on offer', () => {
    const journey = journeyIn('leukapheresis', rules);
    const { appointments, slots } = journey.state;
    journey.state = {
      ...journey.state,
      stage: 'scheduling',
      decisions: [],
      slots: { 'SLOT-1': { ...slots['slot-1']!, slotId: 'SLOT-1' } },
      appointments: {
        'APHERESIS-1': { ...appointments['apheresis-1']!, appointmentId: 'APHERESIS-1' },
        'BED-1': { ...appointments['bed-1']!, appointmentId: 'BED-1' },
      },
    };
    const booked = {
      slotId: 'slot-1',
      apheresisAppointmentId: 'apheresis-1 ',
      bedAppointmentId: 'bed-1',
    };
    expect(journey.decide('book-schedule', booked).outcome).toBe('accepted');
    expect(journey.unmet('schedule.confirmed')).toEqual([]);
  });

  it('settles the excursion of the shipment', () => {
    const journey = excursion(journeyIn('outbound-shipment', rules));
    const settled = { shipmentId: 'out1', disposition: 'acceptable' };
    expect(journey.decide('dispose-excursion', settled).outcome).toBe('accepted');
    expect(journey.state.holds).toEqual([]);
  });

  it('goes back for what its rejection loses', () => {
    const journey = excursion(journeyIn('outbound-shipment', rules));
    journey.decide('dispose-excursion', { shipmentId: 'out1', disposition: 'rejected' });
    expect(journey.state.stage).toBe('scheduling');
  });

  it('orders another attempt at the batch that failed', () => {
    const journey = journeyIn('manufacturing', rules);
    const coi = journey.state.journeyId;
    const by = { by: 'manufacturer' as const };
    const started = { coi, batchId: 'B1', attempt: 1, inputBagIds: ['M1'], vectorLot: 'V7' };
    journey
      .tell('manufacturing.started', started, by)
      .tell(
        'manufacturing.failed',
        { batchId: 'B1', cause: 'no-growth', retainedMaterial: true },
        by,
      );
    expect(journey.decide('order-remanufacture', { batchId: 'b1' }).outcome).toBe('accepted');
    expect(journey.requirement('product.may-ship', 'batch-released').owner).toBe('manufacturer');
    journey.ask('remanufacture.requested');
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail).toMatchObject({
      purpose: 'batch/B1',
      data: { batchId: 'B1' },
    });
  });
});

describe('a referral', () => {
  it('is found by its number however it was typed at enrolment', () => {
    const journey = journeyIn('referral', rules, { enrolment: { referralId: 'r-17 a' } });
    expect(identifiersOf(journey.state)).toContainEqual({ system: 'referral', value: 'R-17A' });
  });
});
