import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import {
  tellBeforeLymphodepletion,
  tellProductReceived,
  tellReleasedBatch,
} from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import { plusDays } from '../time/instant.js';
import { currentBatch } from './state.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});
const fromMaker = { by: 'manufacturer' } as const;
const fromCourier = { by: 'courier' } as const;
const withoutInfection = (collectedAt: string) => ({
  test: 'active-infection',
  qualitative: 'negative',
  collectedAt,
});

describe('a shipment that is delayed at customs', () => {
  it('is looked after before its shipper warms up', () => {
    const journey = journeyIn('outbound-shipment', rules).ask('pickup.requested');
    const shipment = {
      shipmentId: 'OUT1',
      leg: 'collection-to-manufacturer',
      qualifiedUntil: plusDays(journey.now, 8),
    };
    const eta = plusDays(journey.now, 7);
    journey
      .tell('shipment.picked-up', { ...shipment, eta: plusDays(journey.now, 2) }, fromCourier)
      .later(24)
      .tell('shipment.delayed', { ...shipment, eta }, fromCourier);
    expect(journey.state.shipments[0]).toMatchObject({ eta });
    journey.waitUntil(plusDays(journey.now, 6));
    expect(journey.state.firedSteps).toContain('shipper-hold-time/OUT1#1');
    journey.tell('shipment.customs-cleared', shipment, fromCourier);
    leave(journey);
    expect(journey.state).toMatchObject({ stage: 'manufacturing', holds: [] });
  });
});

describe('material that the manufacturer rejects', () => {
  it('is collected again', () => {
    const journey = journeyIn('outbound-shipment', rules);
    const coi = journey.state.journeyId;
    const received = { coi, donationIds: ['D1'], bagIds: ['M1'], receivedAt: journey.now };
    journey
      .tell('material.received', received, fromMaker)
      .later(2)
      .tell('material.rejected', { coi, reason: 'clotted' }, fromMaker);
    expect(journey.unmet('manufacturing.may-start')).toEqual(['material-accepted']);
    expect(journey.decide('request-second-apheresis', { reason: 'clotted' })).toMatchObject({
      outcome: 'accepted',
    });
    expect(journey.state.stage).toBe('scheduling');
  });
});

describe('sterility that fails after the infusion', () => {
  it('pages at once and stops nothing that cannot be stopped', () => {
    const journey = journeyIn('monitoring', rules).later(24);
    const before = journey.records.length;
    journey.tell(
      'quality.tested',
      {
        batchId: 'B1',
        coi: journey.state.journeyId,
        sampleId: 'late',
        test: 'sterility',
        resultStatus: 'final',
        passed: false,
        organism: 'staphylococcus',
      },
      { by: 'qualityLaboratory' },
    );
    expect(journey.typesSince(before)).toContain('alert.raised');
    expect(journey.state.alerts.at(-1)).toMatchObject({
      kind: 'sterility-failed',
      severity: 'immediate',
    });
    expect(journey.state).toMatchObject({ stage: 'monitoring', holds: [] });
  });
});

describe('a disease that progresses while the product is made', () => {
  it('is told, and the journey ends only by a decision', () => {
    const journey = journeyIn('manufacturing', rules);
    journey.tell('disease.progressed', { assessedAt: journey.now });
    expect(journey.state).toMatchObject({ stage: 'manufacturing', outcome: null });
    expect(journey.state.alerts.map(({ kind }) => kind)).toContain('disease-progressed');
    journey.decide('close-journey', { outcome: 'progressed', reason: 'palliative care' });
    expect(journey.state.outcome).toMatchObject({ outcome: 'progressed', infused: false });
  });
});

describe('bridging that harmed the patient', () => {
  it('keeps lymphodepletion waiting until it is over', () => {
    const journey = journeyIn('inbound-shipment', rules);
    journey.decide('plan-bridging', { modality: 'chemotherapy', regimen: 'r', from: journey.now });
    journey.tell('bridging.started', { modality: 'chemotherapy' });
    tellBeforeLymphodepletion(tellProductReceived(journey)).tell('adverse-event.reported', {
      term: 'sepsis',
      grade: 4,
      serious: true,
      relatedness: 'bridging',
    });
    journey.tell('screening.resulted', {
      test: 'active-infection',
      qualitative: 'positive',
      collectedAt: journey.now,
    });
    expect(journey.decide('authorize-lymphodepletion', { regimen: 'r' })).toMatchObject({
      outcome: 'refused',
      code: 'requirements-unmet',
    });
    journey.decide('hold-lymphodepletion', { reason: 'sepsis' });
    journey
      .later(24 * 10)
      .tell('bridging.completed', { modality: 'chemotherapy', lastDoseAt: journey.now })
      .tell('screening.resulted', withoutInfection(journey.now));
    expect(journey.unmet('lymphodepletion.may-start')).toEqual([
      'bridging-wash-out',
      'lymphodepletion-authorized',
    ]);
    journey.later(24 * 15).tell('screening.resulted', withoutInfection(journey.now));
    expect(journey.decide('authorize-lymphodepletion', { regimen: 'r' })).toMatchObject({
      outcome: 'accepted',
    });
  });
});

describe('a product that comes early', () => {
  it('waits in storage, and may no longer be given once it expires', () => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    const expiresAt = currentBatch(journey.state)?.release?.expiresAt ?? '';
    journey.tell('product.stored', { bagId: 'P1', storageCelsius: -170 });
    journey.waitUntil(plusDays(expiresAt, -1));
    expect(journey.state.firedSteps).toContain('product-expiry/B1#1');
    expect(journey.requirement('lymphodepletion.may-start', 'product-not-expired').met).toBe(true);
    journey.waitUntil(expiresAt);
    expect(journey.unmet('lymphodepletion.may-start')).toContain('product-not-expired');
  });
});

describe('a product that comes late', () => {
  it('moves neither bed nor patient by itself', () => {
    const journey = journeyIn('manufacturing', rules).later(24);
    const coi = journey.state.journeyId;
    journey.tell(
      'manufacturing.started',
      { coi, batchId: 'B1', attempt: 1, inputBagIds: ['M1'], vectorLot: 'V' },
      fromMaker,
    );
    const { appointments } = journey.state;
    journey.waitUntil(plusDays(journey.now, 60));
    expect(journey.state.firedSteps).toContain('manufacturing-turn-around/B1#3');
    expect(journey.state).toMatchObject({ stage: 'manufacturing', appointments });
    tellReleasedBatch(journey, ['P1']).pass('product.may-ship');
    expect(journey.state.stage).toBe('inbound-shipment');
  });
});

describe('a product that asks for earlier therapies', () => {
  it('is for patients who had each of their classes', () => {
    const myeloma = sliceFor({
      product: 'ciltacabtagene-autoleucel',
      indication: 'multiple-myeloma',
      jurisdiction: 'US',
      date: '2026-03-02',
    });
    const journey = journeyIn('eligibility', myeloma);
    const asked = () => journey.requirement('eligibility.confirmed', 'indication-prior-classes');
    expect(asked()).toMatchObject({ met: false });
    for (const drugClass of myeloma.eligibility.priorClasses) {
      const lastDose = plusDays(journey.now, -300).slice(0, 10);
      journey.tell('medication.recorded', { drug: drugClass, drugClass, lastDose });
    }
    expect(asked()).toMatchObject({ met: true });
  });
});

describe('a screening result', () => {
  it('that grows too old before the collection is warned of a week before', () => {
    const journey = journeyIn('scheduling', rules);
    const { screeningValidityDays } = rules.eligibility;
    journey.waitUntil(plusDays(journey.now, screeningValidityDays - 5));
    const fired = journey.state.firedSteps.filter((one) => one.startsWith('screening-validity/'));
    expect(fired).toHaveLength(1);
    expect(fired[0]).toMatch(/#1$/);
  });
});

describe('a patient who leaves hospital', () => {
  it('is discharged by a physician, and watched at home from then on', () => {
    const journey = journeyIn('monitoring', rules).later(24);
    expect(journey.decide('discharge')).toMatchObject({ outcome: 'accepted' });
    expect(journey.state.dischargedAt).toBe(journey.now);
  });
});

describe('a product of one dose', () => {
  it('waits for no other one', () => {
    const journey = journeyIn('infusion', rules);
    expect(journey.requirement('next-dose.may-start', 'no-dose-waits').met).toBe(true);
  });
});
