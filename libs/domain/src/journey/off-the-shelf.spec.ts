import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import {
  tellDonor,
  tellProductReceived,
  tellUnitAllocated,
  tellUnitOffered,
  unitOf,
} from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { statusOf } from '../status/journey-status.js';
import { plusDays } from '../time/instant.js';
import { currentBatch } from './state.js';

const rules = sliceFor({
  product: 'illustrative-off-the-shelf',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});
const fromMaker = { by: 'manufacturer' } as const;
const fromLaboratory = { by: 'laboratory' } as const;

const asked = (journey: ToldJourney, type: string) =>
  journey
    .recordsOf('request.sent')
    .map((one) => one.data.detail)
    .filter((one) => one?.['type'] === type);

/** A journey whose unit arrived and then broke. */
function broken(): ToldJourney {
  const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
  return journey.tell('bag.damaged', { bagId: 'U1', reason: 'fell' });
}

describe('a journey with a product off the shelf', () => {
  it('goes from the bed to allocation and on to the shipment: nothing is collected or made', () => {
    const journey = journeyIn('follow-up', rules);
    const stages = journey
      .recordsOf('stage.entered')
      .map((one) => one.data.detail?.['stage'] as string);
    expect(stages).toEqual([
      'eligibility',
      'scheduling',
      'allocation',
      'inbound-shipment',
      'lymphodepletion',
      'infusion',
      'monitoring',
      'follow-up',
    ]);
    const sent = journey.recordsOf('request.sent').map((one) => one.data.detail?.['type']);
    expect(sent).toContain('allocation.requested');
    for (const type of ['slot.requested', 'apheresis.requested', 'manufacturing.ordered']) {
      expect(sent).not.toContain(type);
    }
    expect(journey.state).toMatchObject({ holds: [], reviews: [] });
  });

  it('asks the clinic for a bed alone, and the payer for product and stay', () => {
    const journey = journeyIn('scheduling', rules).ask('appointment.requested');
    expect(asked(journey, 'appointment.requested')[0]).toMatchObject({ data: { kinds: ['bed'] } });
    expect(asked(journey, 'eligibility.requested')[0]).toMatchObject({
      data: { covers: ['product', 'stay'] },
    });
  });

  it('tells the clinic which bed is booked, once, since nothing is collected', () => {
    const journey = journeyIn('scheduling', rules).ask('appointment.requested');
    const startsAt = plusDays(journey.now, 20);
    const bed = { kind: 'bed', appointmentId: 'bed-1', revision: 1, startsAt };
    journey.tell('appointment.offered', bed);
    journey.decide('book-schedule', { bedAppointmentId: 'bed-1' });
    journey.ask('appointment.requested', 'appointment.requested');
    expect(asked(journey, 'appointment.requested').slice(1)).toMatchObject([
      { purpose: 'bed/bed-1', data: { bedAppointmentId: 'bed-1' } },
    ]);
  });

  it('asks the stock for offers, then for the chosen unit, each once', () => {
    const journey = journeyIn('allocation', rules).ask(
      'allocation.requested',
      'allocation.requested',
    );
    tellUnitOffered(tellDonor(journey), 'U1').ask('allocation.requested');
    journey.decide('allocate-unit', { unitId: 'u1' });
    journey.ask('allocation.requested', 'allocation.requested');
    expect(asked(journey, 'allocation.requested')).toMatchObject([
      { purpose: 'offer' },
      { purpose: 'unit/U1', data: { unitId: 'U1' } },
    ]);
  });

  it('waits for every requirement of its own, in words', () => {
    const journey = journeyIn('allocation', rules);
    expect(journey.unmet('allocation.confirmed')).toEqual([
      'unit-chosen',
      'donor-eligible',
      'antibodies-acceptable',
      'histocompatibility-recorded',
      'unit-released',
      'unit-not-expired',
      'unit-allocated',
    ]);
    expect(journey.requirement('allocation.confirmed', 'unit-chosen')).toMatchObject({
      owner: 'manufacturer',
      text: 'Waiting for the manufacturer to offer a unit from stock',
    });
  });

  it.each([
    [
      'donor-eligible',
      (journey: ToldJourney) =>
        tellDonor(journey)
          .later(1)
          .tell(
            'donor.eligibility-determined',
            { donorCode: 'L1', eligible: false },
            fromLaboratory,
          ),
    ],
    [
      'antibodies-acceptable',
      (journey: ToldJourney) =>
        tellDonor(journey)
          .later(1)
          .tell('histocompatibility.resulted', { donorSpecificAntibodies: true }, fromLaboratory),
    ],
    ['donor-eligible', (journey: ToldJourney) => journey],
  ] as const)('does not let a physician choose a unit while %s is not met', (id, tell) => {
    const journey = tellUnitOffered(tell(journeyIn('allocation', rules)), 'U1');
    const outcome = journey.decide('allocate-unit', { unitId: 'U1' });
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'requirements-unmet' });
    expect('unmet' in outcome ? outcome.unmet.map((one) => one.id) : []).toContain(id);
  });

  it('takes the worst that was told of donors where no unit names its donor', () => {
    const journey = tellDonor(tellDonor(journeyIn('allocation', rules), 'D-1'), 'D-2');
    tellUnitOffered(journey, 'U1', 'L9').later(1);
    expect(journey.requirement('allocation.confirmed', 'donor-eligible').met).toBe(true);
    journey.tell(
      'donor.eligibility-determined',
      { donorCode: 'D-2', eligible: false },
      fromLaboratory,
    );
    expect(journey.requirement('allocation.confirmed', 'donor-eligible').met).toBe(false);
    journey.tell('unit.offered', { ...unitOf(journey, 'U2', 'L9'), donorCode: 'D-1' }, fromMaker);
    expect(journey.decide('allocate-unit', { unitId: 'U2' })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('gives a unit of a donor who is not determined eligible only on a signed urgent need', () => {
    const journey = journeyIn('allocation', rules).tell(
      'histocompatibility.resulted',
      { donorSpecificAntibodies: false },
      fromLaboratory,
    );
    tellUnitOffered(journey, 'U1');
    journey.decide(
      'override-requirement',
      {
        gate: 'allocation.confirmed',
        requirement: 'donor-eligible',
        reason: 'urgent-need',
        validUntil: plusDays(journey.now, 3),
      },
      { role: 'quality', persons: ['quality-1', 'quality-2'] },
    );
    expect(journey.decide('allocate-unit', { unitId: 'U1' })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it.each([
    ['went back to stock', (journey: ToldJourney) => returned(journey)],
    ['was never offered', (journey: ToldJourney) => journey],
  ] as const)('refuses a unit that %s', (_, tell) => {
    const journey = tell(tellUnitOffered(tellDonor(journeyIn('allocation', rules)), 'U9'));
    expect(journey.decide('allocate-unit', { unitId: 'U1' })).toMatchObject({
      code: 'unit-not-offered',
    });
  });

  it('refuses a unit that is past its expiry, while another one is not', () => {
    const journey = tellUnitOffered(tellDonor(journeyIn('allocation', rules)), 'U1');
    tellUnitOffered(journey.later(24 * 181), 'U2');
    const outcome = journey.decide('allocate-unit', { unitId: 'U1' });
    expect(outcome).toMatchObject({
      code: 'requirements-unmet',
      unmet: [{ id: 'unit-not-expired' }],
    });
    expect(journey.decide('allocate-unit', { unitId: 'U2' })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('asks the stock again when every unit that was offered went back', () => {
    const journey = journeyIn('allocation', rules).ask('allocation.requested');
    returned(journey).ask('allocation.requested');
    expect(asked(journey, 'allocation.requested')).toMatchObject([
      { purpose: 'offer' },
      { purpose: 'offer/1' },
    ]);
  });

  it('warns that a unit is put aside for a while only', () => {
    const journey = journeyIn('allocation', rules);
    const reservedUntil = plusDays(journey.now, 2);
    const unit = { ...unitOf(journey, 'U1'), reservedUntil };
    journey.tell('unit.reserved', unit, fromMaker).waitUntil(plusDays(journey.now, 3));
    expect(journey.state.firedSteps).toContain('unit-reserved/U1#2');
  });

  it('refuses what only a product of the patient’s own cells can have, and the other way round', () => {
    const journey = journeyIn('inbound-shipment', rules);
    expect(journey.decide('order-remanufacture', { batchId: 'L1' })).toMatchObject({
      code: 'other-cells',
    });
    expect(journey.decide('request-second-apheresis', { reason: 'r' })).toMatchObject({
      code: 'other-cells',
    });
    const own = journeyIn(
      'inbound-shipment',
      sliceFor({
        product: 'tisagenlecleucel',
        indication: 'b-all',
        jurisdiction: 'US',
        date: '2026-03-02',
      }),
    );
    expect(own.decide('allocate-unit', { unitId: 'U1' })).toMatchObject({ code: 'other-cells' });
  });

  it('gets another unit, of the same lot, when the first breaks', () => {
    const journey = broken();
    expect(journey.unmet('lymphodepletion.may-start')).toContain('product-released');
    journey.ask('allocation.requested');
    tellUnitOffered(journey, 'U2');
    expect(journey.decide('allocate-unit', { unitId: 'U2' })).toMatchObject({
      outcome: 'accepted',
    });
    expect(journey.state.stage).toBe('allocation');
    journey.ask('allocation.requested');
    expect(asked(journey, 'allocation.requested').at(-1)).toMatchObject({ purpose: 'unit/U2' });
    tellUnitAllocated(journey, 'U2').pass('allocation.confirmed');
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', holds: [] });
    leave(journey);
    expect(journey.state).toMatchObject({ stage: 'lymphodepletion', holds: [] });
  });

  it('keeps the unit that is whole', () => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    tellUnitOffered(journey, 'U2');
    expect(journey.decide('allocate-unit', { unitId: 'U2' })).toMatchObject({
      code: 'unit-not-lost',
    });
  });

  it('goes back to allocation when quality rejects an excursion on the way', () => {
    const journey = journeyIn('inbound-shipment', rules).ask('pickup.requested');
    const shipmentId = 'IN-1';
    const { now } = journey;
    journey
      .tell('shipment.picked-up', { shipmentId, leg: 'manufacturer-to-clinic' }, { by: 'courier' })
      .tell(
        'shipment.temperature-breached',
        { shipmentId, deviceId: 'd', limitCelsius: -130, worstCelsius: -90, since: now },
        { by: 'courier' },
      )
      .tell(
        'excursion.assessed',
        { shipmentId, bagIds: ['U1'], assessment: 'rejected', basis: 'b' },
        fromMaker,
      );
    journey.decide('dispose-excursion', { shipmentId, disposition: 'rejected' });
    expect(journey.state).toMatchObject({ stage: 'allocation', damagedBags: ['U1'] });
    tellUnitOffered(journey, 'U2');
    journey.decide('allocate-unit', { unitId: 'U2' });
    tellUnitAllocated(journey, 'U2').pass('allocation.confirmed');
    expect(journey.state.stage).toBe('inbound-shipment');
  });

  it.each([
    [
      'its donor turns out not to be eligible',
      (journey: ToldJourney) =>
        journey.tell(
          'donor.eligibility-determined',
          { donorCode: 'L1', eligible: false },
          fromLaboratory,
        ),
    ],
    [
      'antibodies against the donor are found',
      (journey: ToldJourney) =>
        journey.tell(
          'histocompatibility.resulted',
          { donorSpecificAntibodies: true },
          fromLaboratory,
        ),
    ],
    [
      'a test of the lot fails',
      (journey: ToldJourney) =>
        journey.tell(
          'quality.tested',
          {
            batchId: 'L1',
            coi: journey.state.journeyId,
            sampleId: 'S',
            test: 'sterility',
            resultStatus: 'final',
            passed: false,
          },
          { by: 'qualityLaboratory' },
        ),
    ],
    [
      'the lot is withdrawn',
      (journey: ToldJourney) =>
        journey.tell(
          'batch.release-withdrawn',
          { coi: journey.state.journeyId, batchId: 'L1' },
          fromMaker,
        ),
    ],
    ['it goes back to stock', (journey: ToldJourney) => returned(journey)],
  ] as const)('is not infused with a unit when %s', (_, tell) => {
    const journey = journeyIn('infusion', rules).ask('infusion.authorized');
    expect(journey.state.authorizations.map(({ kind }) => kind)).toContain('infusion.authorized');
    tell(journey.later(1));
    expect(journey.unmet('infusion.may-start')).toContain('product-released');
    expect(journey.state.authorizations.map(({ kind }) => kind)).not.toContain(
      'infusion.authorized',
    );
  });

  it('takes the unit for what it is, whoever else has the lot', () => {
    const journey = journeyIn('inbound-shipment', rules);
    expect(currentBatch(journey.state)).toMatchObject({
      batchId: 'L1',
      vectorLot: null,
      release: { bags: [{ bagId: 'U1' }] },
    });
    const bags = [{ bagId: 'U7', condition: 'intact' }];
    tellProductReceived(journey).tell('product.received', {
      ...journey.state.productReceipts[0],
      shipmentId: 'IN-2',
      bags,
    });
    expect(journey.state.holds.map(({ kind }) => kind)).toEqual(['identity-mismatch']);
  });

  it('says the same whatever order its units are spoken of', () => {
    const told = (order: readonly number[]) => {
      const journey = tellDonor(journeyIn('allocation', rules));
      const unit = unitOf(journey, 'U1');
      const at = (hours: number) => ({ ...fromMaker, time: plusDays(journey.now, hours / 24) });
      const events = [
        () => journey.tell('unit.offered', unit, { ...at(-3), id: 'a' }),
        () =>
          journey.tell(
            'unit.allocated',
            { unitId: 'U1', donorLotId: 'L1' },
            { ...at(-2), id: 'b' },
          ),
        () =>
          journey.tell(
            'unit.returned-to-stock',
            { unitId: 'U1', donorLotId: 'L1' },
            { ...at(-1), id: 'c' },
          ),
        () =>
          journey.tell(
            'unit.allocated',
            { unitId: 'U2', donorLotId: 'L1' },
            { ...at(-0.5), id: 'd' },
          ),
      ];
      for (const index of order) events[index]?.();
      return { allocation: journey.state.allocation, batches: journey.state.batches };
    };
    expect(told([3, 2, 1, 0])).toEqual(told([0, 1, 2, 3]));
    expect(told([2, 0, 3, 1])).toEqual(told([0, 1, 2, 3]));
  });

  it('shows when the unit was allocated among its dates', () => {
    const journey = journeyIn('inbound-shipment', rules);
    const { milestones } = statusOf(journey.state, journey.now, journey.digest);
    const names = milestones.map(({ name }) => name);
    expect(names).toContain('unit-allocated');
    expect(names).not.toContain('apheresis');
  });
});

function returned(journey: ToldJourney): ToldJourney {
  if (journey.state.allocation.units['U1'] === undefined) tellUnitOffered(journey, 'U1');
  return journey
    .later(1)
    .tell('unit.returned-to-stock', { unitId: 'U1', donorLotId: 'L1', reason: 'r' }, fromMaker);
}
