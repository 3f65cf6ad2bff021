import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays, plusHours } from '../time/instant.js';

const rulesOf = (product: string) =>
  sliceFor({ product, indication: 'lbcl', jurisdiction: 'US', date: '2026-03-02' });
const frozen = rulesOf('tisagenlecleucel');
const fresh = rulesOf('axicabtagene-ciloleucel');

const fromMaker = { by: 'manufacturer' } as const;

const sentSince = (journey: ToldJourney, count: number) =>
  journey.records
    .slice(count)
    .filter(({ type }) => type === 'request.sent')
    .map(({ data }) => String(data.detail?.['type']));

const slotAt = (journey: ToldJourney, slotId: string, days: number) => ({
  slotId,
  revision: 1,
  collectionDate: plusDays(journey.now, days).slice(0, 10),
  manufacturingStart: plusDays(journey.now, days + 2).slice(0, 10),
  expectedRelease: plusDays(journey.now, days + 20).slice(0, 10),
});

const appointmentAt = (journey: ToldJourney, kind: string, id: string, days: number) => ({
  kind,
  appointmentId: id,
  revision: 1,
  startsAt: plusDays(journey.now, days),
  endsAt: plusHours(plusDays(journey.now, days), 8),
});

/** Slot, apheresis and bed are offered; holds end after three days where `isHeld`. */
function offered(rules = frozen, isHeld = true): ToldJourney {
  const journey = journeyIn('scheduling', rules).ask('appointment.requested', 'slot.requested');
  const held = isHeld ? { holdUntil: plusDays(journey.now, 3) } : {};
  return journey
    .tell('slot.offered', { ...slotAt(journey, 's', 9), ...held }, fromMaker)
    .tell('appointment.offered', { ...appointmentAt(journey, 'apheresis', 'a', 9), ...held })
    .tell('appointment.offered', { ...appointmentAt(journey, 'bed', 'b', 40), ...held });
}

const chain = { slotId: 's', apheresisAppointmentId: 'a', bedAppointmentId: 'b' };

function bookedChain(rules = frozen): ToldJourney {
  const journey = offered(rules);
  journey.decide('book-schedule', chain);
  return journey.ask('manufacturing.ordered', 'apheresis.requested');
}

const confirmSlot = (journey: ToldJourney) =>
  journey.tell('slot.confirmed', { ...journey.state.slots['s'] }, fromMaker);

describe('a chain of dates that is held', () => {
  it('is confirmed only when slot, apheresis and bed are', () => {
    const journey = confirmSlot(bookedChain());
    journey.tell('appointment.confirmed', { ...journey.state.appointments['a'] });
    expect(journey.unmet('schedule.confirmed')).toEqual(['bed-appointment-confirmed']);
    journey.tell('appointment.confirmed', { ...journey.state.appointments['b'] });
    expect(journey.pass('schedule.confirmed').state.stage).toBe('leukapheresis');
  });

  it('falls as a whole when one hold lapses: what was asked for the others is taken back', () => {
    const journey = confirmSlot(bookedChain());
    const count = journey.records.length;
    journey.waitUntil(plusDays(journey.now, 4));
    expect(journey.unmet('schedule.confirmed')).toContain('schedule-booked');
    expect(sentSince(journey, count)).toEqual(['manufacturing.cancelled', 'apheresis.cancelled']);
    expect(journey.recordsOf('deadline.due').at(-1)?.data.detail).toMatchObject({
      name: 'offer-held/b',
    });
  });

  it('is not booked from an offer that has lapsed', () => {
    const journey = offered().later(24 * 3);
    expect(journey.decide('book-schedule', chain)).toMatchObject({ code: 'slot-not-offered' });
  });

  it('is not booked where the dates cannot be', () => {
    const journey = offered(frozen, false);
    journey.tell('appointment.offered', appointmentAt(journey, 'bed', 'early', 12));
    const early = { ...chain, bedAppointmentId: 'early' };
    expect(journey.decide('book-schedule', early)).toMatchObject({
      code: 'dates-impossible',
      unmet: [{ id: 'chain-in-order' }],
    });
  });
});

describe('a slot', () => {
  it('that is lost takes the chain down, is asked for again, and the appointments stay on offer', () => {
    const journey = bookedChain();
    const count = journey.records.length;
    journey.tell('slot.withdrawn', { slotId: 's', revision: 2 }, fromMaker);
    journey.ask('appointment.requested', 'slot.requested');
    expect(sentSince(journey, count)).toEqual([
      'manufacturing.cancelled',
      'apheresis.cancelled',
      'slot.requested',
    ]);
    journey.tell('slot.offered', slotAt(journey, 's2', 9), fromMaker);
    expect(journey.decide('book-schedule', { ...chain, slotId: 's2' }).outcome).toBe('accepted');
    journey.ask('manufacturing.ordered', 'apheresis.requested');
    expect(sentSince(journey, count).slice(3)).toEqual([
      'manufacturing.ordered',
      'apheresis.requested',
    ]);
  });

  it('that nobody offers ends the journey by a decision', () => {
    const journey = journeyIn('scheduling', frozen).ask('slot.requested');
    const { text, owner, actions } = journey.requirement('schedule.confirmed', 'schedule-booked');
    expect([text, owner]).toEqual([
      'Waiting for the offer of a manufacturing slot and an apheresis appointment and a bed',
      'manufacturer',
    ]);
    expect(actions.map(({ name }) => name)).toContain('close-journey');
    journey.decide('close-journey', { outcome: 'no-slot', reason: 'r' });
    expect(journey.state.outcome).toMatchObject({ outcome: 'no-slot' });
  });

  it('that the manufacturer moves is looked at by somebody, once for each revision', () => {
    const journey = journeyIn('manufacturing', frozen);
    const moved = { ...journey.state.slots['slot-1'], revision: 2 };
    const later = { expectedRelease: plusDays(journey.now, 60).slice(0, 10) };
    journey.tell('slot.changed', { ...moved, ...later }, fromMaker);
    journey.look();
    const alerts = journey.recordsOf('alert.raised').map(({ data }) => data.detail?.['kind']);
    expect(alerts.filter((kind) => kind === 'schedule-changed')).toHaveLength(1);
  });

  it('of a lower revision is ignored', () => {
    const journey = bookedChain();
    journey.tell('slot.changed', { ...slotAt(journey, 's', 30), revision: 3 }, fromMaker);
    journey.tell('slot.confirmed', { ...slotAt(journey, 's', 12), revision: 2 }, fromMaker);
    expect(journey.state.slots['s']).toMatchObject({
      revision: 3,
      collectionDate: plusDays(journey.now, 30).slice(0, 10),
    });
    expect(journey.requirement('schedule.confirmed', 'chain-in-order').text).toContain(
      'The slot expects the collection on',
    );
  });

  it('that is lost after the collection of frozen cells keeps them from leaving, until there is another', () => {
    const journey = journeyIn('leukapheresis', frozen);
    journey.tell('slot.withdrawn', { slotId: 'slot-1', revision: 2 }, fromMaker);
    expect(leave(journey).state.stage).toBe('leukapheresis');
    expect(journey.unmet('material.may-ship')).toEqual(['slot-confirmed']);
    const count = journey.records.length;
    journey.ask('slot.requested');
    expect(sentSince(journey, count)).toEqual(['slot.requested']);
    journey.tell('slot.offered', slotAt(journey, 's2', 1), fromMaker);
    expect(journey.decide('change-schedule', { slotId: 's2' }).outcome).toBe('accepted');
    journey.ask('manufacturing.ordered');
    journey.tell('slot.confirmed', slotAt(journey, 's2', 1), fromMaker);
    expect(journey.pass('material.may-ship').state.stage).toBe('outbound-shipment');
  });

  it('that is lost before fresh cells are collected stops the collection', () => {
    const journey = journeyIn('leukapheresis', fresh);
    const count = journey.records.length;
    journey.tell('slot.withdrawn', { slotId: 'slot-1', revision: 2 }, fromMaker);
    expect(journey.state.stage).toBe('scheduling');
    expect(sentSince(journey, count)).toEqual(['manufacturing.cancelled', 'apheresis.cancelled']);
  });
});

describe('an apheresis that is called off that morning', () => {
  it('goes back to the dates, and the next one is the first that is made', () => {
    const journey = journeyIn('leukapheresis', frozen);
    const appointment = { ...journey.state.appointments['apheresis-1'], revision: 2 };
    const count = journey.records.length;
    journey.tell('appointment.cancelled', appointment);
    expect(journey.state).toMatchObject({ stage: 'scheduling', attempts: { apheresis: 1 } });
    expect(sentSince(journey, count)).toContain('apheresis.cancelled');
    journey
      .tell('slot.offered', slotAt(journey, 's', 9), fromMaker)
      .tell('appointment.offered', appointmentAt(journey, 'apheresis', 'a', 9))
      .tell('appointment.offered', appointmentAt(journey, 'bed', 'b', 40));
    journey.decide('book-schedule', chain);
    journey.ask('manufacturing.ordered', 'apheresis.requested');
    confirmSlot(journey);
    for (const id of ['a', 'b']) {
      journey.tell('appointment.confirmed', { ...journey.state.appointments[id] });
    }
    journey.pass('schedule.confirmed');
    expect(journey.state).toMatchObject({ stage: 'leukapheresis', attempts: { apheresis: 1 } });
  });

  it('is decided by a physician when it failed', () => {
    const journey = journeyIn('leukapheresis', frozen);
    journey.tell('apheresis.failed', { attempt: 1, reason: 'medication-taken' });
    expect(journey.requirement('material.may-ship', 'apheresis-completed')).toMatchObject({
      met: false,
      owner: 'physician',
      text: 'The apheresis failed: a physician decides how to go on',
    });
    journey.decide('request-second-apheresis', { reason: 'medication-taken' });
    expect(journey.state.stage).toBe('scheduling');
  });
});

describe('a change of the schedule', () => {
  it('of the bed asks nobody about the collection again', () => {
    const journey = journeyIn('manufacturing', frozen);
    journey.tell('appointment.confirmed', appointmentAt(journey, 'bed', 'b2', 50));
    const count = journey.records.length;
    expect(journey.decide('change-schedule', { bedAppointmentId: 'b2' }).outcome).toBe('accepted');
    expect(sentSince(journey, count)).toEqual([]);
  });

  it('of the collection comes too late once the cells have left', () => {
    const journey = journeyIn('manufacturing', frozen);
    journey.tell('slot.offered', slotAt(journey, 's2', 1), fromMaker);
    expect(journey.decide('change-schedule', { slotId: 's2' })).toMatchObject({
      code: 'collected-already',
    });
  });

  it('of the apheresis day is confirmed anew as a whole', () => {
    const journey = journeyIn('leukapheresis', frozen);
    journey
      .tell('slot.offered', slotAt(journey, 's2', 20), fromMaker)
      .tell('appointment.offered', appointmentAt(journey, 'apheresis', 'a2', 20))
      .tell('appointment.offered', appointmentAt(journey, 'bed', 'b2', 60));
    const change = { slotId: 's2', apheresisAppointmentId: 'a2', bedAppointmentId: 'b2' };
    expect(journey.decide('change-schedule', change).outcome).toBe('accepted');
    expect(journey.state.stage).toBe('scheduling');
    expect(journey.unmet('schedule.confirmed')).toEqual([
      'slot-confirmed',
      'apheresis-appointment-confirmed',
      'bed-appointment-confirmed',
    ]);
  });
});

describe('cells that are banked before any order', () => {
  it('may be collected and frozen without a slot, which they need to leave', () => {
    const journey = offered(frozen, false);
    const { slotId: _none, ...withoutSlot } = chain;
    expect(journey.decide('book-schedule', withoutSlot).outcome).toBe('accepted');
    for (const id of ['a', 'b']) {
      journey.tell('appointment.confirmed', { ...journey.state.appointments[id] });
    }
    journey.ask('apheresis.requested').pass('schedule.confirmed');
    expect(journey.state.stage).toBe('leukapheresis');
    expect(journey.requirement('apheresis.may-start', 'slot-confirmed')).toMatchObject({
      met: true,
      text: 'The cells are banked until there is a slot',
    });
    expect(journey.requirement('material.may-ship', 'slot-confirmed').met).toBe(false);
  });

  it('are not collected without a slot where the product takes fresh cells', () => {
    const journey = offered(fresh, false);
    const { slotId: _none, ...withoutSlot } = chain;
    expect(journey.decide('book-schedule', withoutSlot)).toMatchObject({
      code: 'slot-not-offered',
    });
  });

  it('collected before the referral need a slot and a bed, and no apheresis', () => {
    const journey = journeyIn('scheduling', frozen);
    journey.tell('apheresis.completed', {
      coi: journey.state.journeyId,
      attempt: 1,
      donationId: 'BANKED',
      bags: [{ bagId: 'M7', volumeMl: 100 }],
      completedAt: plusDays(journey.now, -60),
    });
    journey.ask('appointment.requested', 'slot.requested');
    const asked = journey.recordsOf('request.sent').at(-2)?.data.detail?.['data'];
    expect(asked).toMatchObject({ kinds: ['bed'] });
    journey
      .tell('slot.offered', slotAt(journey, 's', 5), fromMaker)
      .tell('appointment.confirmed', appointmentAt(journey, 'bed', 'b', 40));
    journey.decide('book-schedule', { slotId: 's', bedAppointmentId: 'b' });
    confirmSlot(journey.ask('manufacturing.ordered', 'apheresis.requested'));
    expect(journey.unmet('schedule.confirmed')).toEqual([]);
    journey.pass('schedule.confirmed').pass('apheresis.may-start');
    journey.tell('label.applied', { labelId: 'L7', bagId: 'M7' }).tell('collection.counted', {
      donationId: 'BANKED',
      totalNucleatedCells: 9e9,
      cd3Cells: 3e9,
    });
    for (const test of journey.state.rules.apheresis.infectiousMarkers) {
      journey.tell('screening.resulted', {
        test,
        qualitative: 'negative',
        collectedAt: journey.now,
      });
    }
    expect(journey.pass('material.may-ship').state.stage).toBe('outbound-shipment');
  });
});
