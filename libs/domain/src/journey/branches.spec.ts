import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellReleasedBatch, tellWell } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusHours } from '../time/instant.js';
import { type Stage, stages } from './vocabulary.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const offTheShelf = sliceFor({
  product: 'illustrative-off-the-shelf',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});
/** A stage of products off the shelf is told of one. */
const rulesIn = (stage: string) => (stage === 'allocation' ? offTheShelf : rules);
const living = stages.filter((stage): stage is Exclude<Stage, 'closed'> => stage !== 'closed');

const breach = (journey: ToldJourney, shipmentId: string, leg?: string): ToldJourney => {
  if (leg !== undefined) {
    journey.tell('shipment.picked-up', { shipmentId, leg }, { by: 'courier' });
  }
  return journey.tell(
    'shipment.temperature-breached',
    { shipmentId, deviceId: 'd1', limitCelsius: -120, worstCelsius: -88, since: journey.now },
    { by: 'courier' },
  );
};

const assess = (journey: ToldJourney, shipmentId: string, assessment: string): ToldJourney =>
  journey
    .later(6)
    .tell(
      'excursion.assessed',
      { shipmentId, bagIds: [], assessment, basis: 'stability' },
      { by: 'manufacturer' },
    );

const fail = (journey: ToldJourney, batchId: string, attempt: number, retainedMaterial: boolean) =>
  journey
    .later(24)
    .tell(
      'manufacturing.started',
      { coi: journey.state.journeyId, batchId, attempt, inputBagIds: [], vectorLot: 'V' },
      { by: 'manufacturer' },
    )
    .tell(
      'manufacturing.failed',
      { batchId, cause: 'no-growth', retainedMaterial },
      { by: 'manufacturer' },
    );

describe('death', () => {
  it.each(living)('in %s closes the journey as deceased, and nothing stays permitted', (stage) => {
    const journey = journeyIn(stage, rulesIn(stage)).ask(
      'lymphodepletion.authorized',
      'infusion.authorized',
    );
    const open = journey.state.authorizations.length;
    journey.tell('death.reported', { diedOn: '2026-05-01', cause: 'disease', relatedness: 'no' });
    const isInfused = stages.indexOf(stage) > stages.indexOf('infusion');
    expect(journey.state.outcome).toMatchObject({
      outcome: 'deceased',
      stageAtEnd: stage,
      infused: isInfused,
    });
    expect(journey.state).toMatchObject({ stage: 'closed', authorizations: [] });
    const sent = journey.recordsOf('request.sent').map((one) => String(one.data.detail?.['type']));
    expect(sent.filter((type) => type.endsWith('-withdrawn'))).toHaveLength(open);
  });
});

describe('a closed journey', () => {
  const closed = () =>
    journeyIn('monitoring', rules).tell('death.reported', {
      diedOn: '',
      cause: '',
      relatedness: '',
    });

  it('refuses what arrives late, and remembers it', () => {
    const journey = closed().tell('vitals.recorded', { celsius: 40 }, { id: 'late' });
    expect(journey.records.at(-1)).toMatchObject({
      type: 'event.refused',
      data: { detail: { reason: 'journey-closed' } },
    });
    const count = journey.records.length;
    journey.tell('vitals.recorded', { celsius: 40 }, { id: 'late' });
    expect(journey.records).toHaveLength(count);
  });

  it('writes nothing by time, requests or gates', () => {
    const journey = closed();
    const count = journey.records.length;
    journey.waitUntil('2031-01-01T00:00:00.000Z').ask('assessment.due').pass('monitoring.may-end');
    expect(journey.records).toHaveLength(count);
  });

  it('refuses decisions', () => {
    expect(closed().decide('close-monitoring')).toMatchObject({ code: 'journey-closed' });
  });
});

describe('a patient who is not eligible', () => {
  it('ends as ineligible, with the reason', () => {
    const journey = journeyIn('eligibility', rules);
    expect(journey.decide('reject-eligibility', { reason: 'active-infection' }).outcome).toBe(
      'accepted',
    );
    expect(journey.state.outcome).toMatchObject({
      outcome: 'ineligible',
      reason: 'active-infection',
      by: { kind: 'person' },
    });
  });

  it('may be deferred and waits for the date though everything else is met', () => {
    const journey = journeyIn('eligibility', rules);
    journey.decide('defer-eligibility', { until: plusHours(journey.now, 48), reason: 'r' });
    leave(journey);
    expect(journey.state.stage).toBe('eligibility');
    expect(journey.unmet('eligibility.confirmed')).toContain('deferral-over');
    journey.waitUntil(plusHours(journey.now, 48));
    expect(journey.unmet('eligibility.confirmed')).not.toContain('deferral-over');
  });
});

describe('a failed manufacture', () => {
  it('is made again from retained material, shipped and given', () => {
    const journey = fail(journeyIn('manufacturing', rules), 'B1', 1, true);
    expect(journey.requirement('product.may-ship', 'batch-released')).toMatchObject({
      met: false,
      owner: 'quality',
      actions: expect.arrayContaining([expect.objectContaining({ name: 'order-remanufacture' })]),
    });
    expect(journey.decide('order-remanufacture', { batchId: 'B1' }).outcome).toBe('accepted');
    journey.ask('remanufacture.requested').ask('remanufacture.requested');
    const asked = journey
      .recordsOf('request.sent')
      .filter((one) => one.data.detail?.['type'] === 'remanufacture.requested');
    expect(asked).toHaveLength(1);
    tellReleasedBatch(journey, ['P2']).pass('product.may-ship');
    expect(journey.state).toMatchObject({
      stage: 'inbound-shipment',
      attempts: { manufacturing: 2 },
    });
    leave(leave(leave(journey)));
    expect(journey.state).toMatchObject({ stage: 'monitoring', holds: [] });
    expect(journey.state.infusions).toMatchObject([{ batchId: 'B2', bagId: 'P2' }]);
  });

  it.each([
    ['nothing was retained', false, 'no-retained-material'],
    ['the attempts are used', true, 'attempts-used'],
  ])('is not made again when %s', (_, retained, code) => {
    const journey = fail(journeyIn('manufacturing', rules), 'B1', 1, retained);
    if (retained) fail(journey, 'B2', 2, true);
    const batchId = retained ? 'B2' : 'B1';
    expect(journey.decide('order-remanufacture', { batchId })).toMatchObject({ code });
  });

  it('may lead to a second apheresis, and from there to the patient', () => {
    const journey = fail(journeyIn('manufacturing', rules), 'B1', 1, false);
    journey.decide('request-second-apheresis', { reason: 'no-growth' });
    expect(journey.state).toMatchObject({ stage: 'scheduling', attempts: { apheresis: 1 } });
    expect(journey.unmet('schedule.confirmed')).toContain('schedule-booked');
    const [slot] = Object.values(journey.state.slots);
    const again = (kind: string) => ({
      kind,
      appointmentId: `${kind}-2`,
      revision: 1,
      startsAt: plusHours(journey.now, 240),
    });
    journey.ask('appointment.requested', 'slot.requested');
    for (const kind of ['apheresis', 'bed']) journey.tell('appointment.confirmed', again(kind));
    const dates = {
      collectionDate: plusHours(journey.now, 240).slice(0, 10),
      manufacturingStart: plusHours(journey.now, 288).slice(0, 10),
      expectedRelease: plusHours(journey.now, 240).slice(0, 10),
    };
    const other = { ...slot, ...dates, slotId: 'slot-2' };
    journey.tell('slot.confirmed', other, { by: 'manufacturer' });
    journey.decide('book-schedule', {
      slotId: 'slot-2',
      apheresisAppointmentId: 'apheresis-2',
      bedAppointmentId: 'bed-2',
    });
    journey.ask('apheresis.requested').pass('schedule.confirmed');
    expect(journey.state).toMatchObject({ stage: 'leukapheresis', attempts: { apheresis: 2 } });
    expect(journey.unmet('material.may-ship')).toContain('apheresis-completed');
  });

  it('is not collected again while the batch is well', () => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', rules), ['P1']);
    expect(journey.decide('request-second-apheresis', { reason: 'r' })).toMatchObject({
      code: 'batch-not-failed',
    });
  });
});

describe('a temperature excursion', () => {
  it('holds the journey until assessed by the manufacturer and disposed of by quality', () => {
    const journey = breach(journeyIn('inbound-shipment', rules), 'IN-B1', 'manufacturer-to-clinic');
    const dispose = (disposition: string) =>
      journey.decide('dispose-excursion', { shipmentId: 'IN-B1', disposition });
    expect(journey.state.holds).toMatchObject([{ kind: 'temperature-excursion', about: 'IN-B1' }]);
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail).toMatchObject({
      type: 'excursion.assessment-requested',
      data: { bagIds: ['P1'] },
    });
    expect(dispose('acceptable')).toMatchObject({ code: 'excursion-not-assessed' });
    journey.waitUntil(plusHours(journey.now, 24 * 30));
    expect(journey.state.holds).toHaveLength(1);
    assess(journey, 'IN-B1', 'acceptable');
    expect(journey.state.holds).toHaveLength(1);
    expect(dispose('acceptable').outcome).toBe('accepted');
    expect(journey.state.holds).toEqual([]);
    expect(leave(journey).state.stage).toBe('lymphodepletion');
  });

  it('that comes after a disposition needs one of its own', () => {
    const journey = breach(journeyIn('inbound-shipment', rules), 'S', 'manufacturer-to-clinic');
    assess(journey, 'S', 'acceptable');
    journey.decide('dispose-excursion', { shipmentId: 'S', disposition: 'acceptable' });
    breach(journey.later(3), 'S');
    expect(journey.state.holds).toMatchObject([{ kind: 'temperature-excursion' }]);
    expect(
      journey.decide('dispose-excursion', { shipmentId: 'S', disposition: 'acceptable' }),
    ).toMatchObject({ code: 'excursion-not-assessed' });
  });

  it.each([
    ['whose leg is stated', 'manufacturer-to-clinic'],
    ['of which nothing else is known', undefined],
  ])('of product %s that is rejected leads back to manufacture', (_, leg) => {
    const journey = breach(journeyIn('inbound-shipment', rules), 'IN-B1', leg);
    assess(journey, 'IN-B1', 'rejected');
    const answer = journey.decide('dispose-excursion', {
      shipmentId: 'IN-B1',
      disposition: 'rejected',
    });
    expect(answer.outcome).toBe('accepted');
    expect(journey.state).toMatchObject({ stage: 'manufacturing', holds: [] });
    expect(journey.state.batches).toMatchObject([{ batchId: 'B1', status: 'rejected' }]);
    expect(journey.pass('product.may-ship').state.stage).toBe('manufacturing');
    expect(journey.decide('order-remanufacture', { batchId: 'B1' }).outcome).toBe('accepted');
  });

  it.each(['outbound-shipment', 'manufacturing'] as const)(
    'of material that is rejected in %s leads to another collection',
    (stage) => {
      const journey = breach(journeyIn(stage, rules), 'OUT1', 'collection-to-manufacturer');
      assess(journey, 'OUT1', 'rejected');
      journey.decide('dispose-excursion', { shipmentId: 'OUT1', disposition: 'rejected' });
      expect(journey.state).toMatchObject({ stage: 'scheduling', holds: [] });
    },
  );

  it('is signed as rejected when it rejects', () => {
    const journey = breach(journeyIn('inbound-shipment', rules), 'S', 'manufacturer-to-clinic');
    assess(journey, 'S', 'rejected');
    const rejected = { shipmentId: 'S', disposition: 'rejected' };
    expect(journey.decide('dispose-excursion', rejected, { meaning: 'approved' })).toMatchObject({
      code: 'signature-meaning',
    });
  });
});

describe('consent that is withdrawn', () => {
  it('holds until it is given again', () => {
    const journey = journeyIn('scheduling', rules).tell('consent.withdrawn', {
      scope: 'treatment',
    });
    expect(journey.state.holds).toMatchObject([{ kind: 'consent-withdrawn' }]);
    journey.later(1).tell('consent.signed', { scope: 'treatment', documentVersion: '2' });
    expect(journey.state.holds).toEqual([]);
  });

  it('after the infusion stops nothing: the patient stays monitored', () => {
    const journey = journeyIn('monitoring', rules).tell('consent.withdrawn', {
      scope: 'treatment',
    });
    expect(journey.state).toMatchObject({ stage: 'monitoring', holds: [] });
  });

  it.each([
    ['treatment', 'scheduling', 'closed'],
    ['research', 'scheduling', 'scheduling'],
    ['treatment', 'monitoring', 'monitoring'],
  ] as const)('from %s in %s by a decision leads to %s', (scope, stage, then) => {
    const journey = journeyIn(stage, rules);
    journey.decide('withdraw-patient', { scope, reason: 'wish' });
    expect(journey.state.stage).toBe(then);
  });
});

describe('an event that comes before its time', () => {
  it('is parked once and applied when what it needs is there', () => {
    const journey = journeyIn('manufacturing', rules);
    const coi = journey.state.journeyId;
    const step = { batchId: 'B1', step: 'expansion' };
    journey.tell('manufacturing.step-completed', step, { by: 'manufacturer', id: 'x' });
    journey.tell('manufacturing.step-completed', step, { by: 'manufacturer', id: 'x' });
    expect(journey.state.parked).toHaveLength(1);
    journey.tell(
      'manufacturing.started',
      { coi, batchId: 'B1', attempt: 1, inputBagIds: [], vectorLot: 'V' },
      { by: 'manufacturer' },
    );
    expect(journey.state.parked).toEqual([]);
    expect(journey.state.batches[0]?.steps).toMatchObject([{ step: 'expansion' }]);
    journey.tell('manufacturing.step-completed', step, { by: 'manufacturer', id: 'x' });
    expect(journey.recordsOf('manufacturing.step-completed')).toHaveLength(1);
  });

  it('is refused when fifty wait already', () => {
    const journey = journeyIn('manufacturing', rules);
    for (let index = 0; index < 51; index += 1) {
      const step = { batchId: `B${index}`, step: 'expansion' };
      journey.tell('manufacturing.step-completed', step, { by: 'manufacturer' });
    }
    expect(journey.state.parked).toHaveLength(50);
    expect(journey.records.at(-1)).toMatchObject({
      type: 'event.refused',
      data: { detail: { reason: 'too-many-parked' } },
    });
  });

  it.each([
    ['a failed sterility test', 'quality.tested', { test: 'sterility', passed: false }],
    ['a withdrawn release', 'batch.release-withdrawn', {}],
  ])('is never parked when it is %s, and counts once its batch is known', (_, type, data) => {
    const journey = journeyIn('manufacturing', rules);
    const coi = journey.state.journeyId;
    const about = { coi, batchId: 'B1', sampleId: 'early', resultStatus: 'final', ...data };
    journey.tell(type, about, { by: 'qualityLaboratory' });
    expect(journey.state.parked).toEqual([]);
    tellReleasedBatch(journey, ['P1']);
    expect(journey.pass('product.may-ship').state.stage).toBe('manufacturing');
    expect(journey.state.batchNotices).toEqual([]);
  });

  it('is refused when it comes from another manufacturer', () => {
    const journey = journeyIn('manufacturing', rules);
    const source = 'urn:v2v:manufacturer:other';
    journey.tell('manufacturing.paused', { batchId: 'B1', cause: 'operator' }, { source });
    expect(journey.records.at(-1)).toMatchObject({
      type: 'event.refused',
      data: { detail: { reason: 'not-its-manufacturer' } },
    });
  });
});

describe('what a partner of other journeys says', () => {
  const source = 'urn:v2v:site:riverside';

  it('is refused, though the partner may say it elsewhere', () => {
    const journey = journeyIn('leukapheresis', rules);
    journey.tell('apheresis.failed', { attempt: 1, reason: 'device' }, { source });
    expect(journey.records.at(-1)).toMatchObject({
      type: 'event.refused',
      data: { detail: { reason: 'not-its-partner' } },
    });
  });

  it('alerts somebody when it was about the safety of the patient', () => {
    const journey = journeyIn('monitoring', rules);
    journey.tell('patient.admitted', { unit: 'emergency' }, { source });
    expect(journey.records.slice(-2)).toMatchObject([
      { type: 'event.refused' },
      { type: 'alert.raised', data: { detail: { kind: 'clinical-message-refused' } } },
    ]);
  });
});

describe('an infusion without anything given', () => {
  it('is not complete when every bag broke', () => {
    const journey = journeyIn('infusion', rules).tell('bag.damaged', { bagId: 'P1' });
    expect(journey.gate('infusion.complete').isOpen).toBe(false);
  });

  it('is complete when it was stopped, and the patient is monitored from then on', () => {
    const journey = journeyIn('infusion', rules);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.tell('infusion.stopped', { ...bag, reason: 'infusion-reaction' });
    journey.pass('infusion.complete');
    expect(journey.state.stage).toBe('monitoring');
    expect(tellWell(journey).state.toxicity.crs).toMatchObject({ grade: 0 });
  });
});
