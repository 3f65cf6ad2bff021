import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays, plusHours } from '../time/instant.js';
import { preview, type ScheduleChange } from './preview.js';

const rulesOf = (product: string) =>
  sliceFor({ product, indication: 'lbcl', jurisdiction: 'US', date: '2026-03-02' });
const rules = rulesOf('tisagenlecleucel');
const freshRules = rulesOf('axicabtagene-ciloleucel');

const seen = (journey: ToldJourney, change: ScheduleChange, under = journey.state.rules) =>
  preview(journey.state, change, under, journey.now);

const offer = (journey: ToldJourney, kind: string, id: string, days: number): ToldJourney => {
  const startsAt = plusDays(journey.now, days);
  const appointment = { kind, appointmentId: id, revision: 1, startsAt };
  return journey.tell('appointment.offered', { ...appointment, endsAt: plusHours(startsAt, 8) });
};

const offerSlot = (journey: ToldJourney, slotId: string, collectionDays: number): ToldJourney => {
  const day = (days: number) => plusDays(journey.now, days).slice(0, 10);
  return journey.tell(
    'slot.offered',
    {
      slotId,
      revision: 1,
      collectionDate: day(collectionDays),
      manufacturingStart: day(collectionDays + 2),
      expectedRelease: day(collectionDays + 24),
    },
    { by: 'manufacturer' },
  );
};

const booked = () => journeyIn('leukapheresis', rules);

describe('the preview of a change of the schedule', () => {
  it('shows what moves and what stays, and who has confirmed it', () => {
    const journey = offer(booked(), 'bed', 'bed-2', 60);
    const { links, broken } = seen(journey, { bedAppointmentId: 'bed-2' });
    expect(links.filter(({ isMoved }) => isMoved)).toEqual([
      expect.objectContaining({ link: 'bed', after: plusDays(journey.now, 60), status: 'held' }),
    ]);
    expect(links[0]).toMatchObject({ link: 'apheresis', isMoved: false, status: 'confirmed' });
    expect(broken).toEqual([]);
  });

  it('changes nothing', () => {
    const journey = booked();
    const before = JSON.stringify(journey.state);
    seen(journey, { apheresisAt: plusDays(journey.now, 30) });
    expect(JSON.stringify(journey.state)).toBe(before);
  });

  it('says that a collection three days later misses its slot', () => {
    const journey = booked();
    const apheresisAt = plusDays(journey.state.appointments['apheresis-1']?.startsAt ?? '', 3);
    const { broken, links } = seen(journey, { apheresisAt });
    expect(links[0]).toMatchObject({ after: apheresisAt, isMoved: true, status: 'asked' });
    expect(broken.map(({ rule }) => rule)).toEqual(['slot-fits-collection']);
  });

  it('lists every rule that is broken, with what would have to be', () => {
    const journey = booked()
      .tell('medication.recorded', {
        drug: 'dexamethasone',
        drugClass: 'corticosteroid',
        lastDose: plusDays(booked().now, 7),
      })
      .tell('coverage.approved', {
        reference: 'A',
        covers: ['stay'],
        validUntil: plusDays(booked().now, 20),
      });
    const { broken } = seen(journey, { bedAt: plusDays(journey.now, 21) });
    expect(broken.map(({ rule, link }) => [rule, link])).toEqual([
      ['chain-in-order', 'bed'],
      ['wash-outs-over', 'apheresis'],
      ['coverage-stay', 'bed'],
    ]);
    expect(broken[2]?.text).toContain('The payer covers the stay until');
  });

  it('shows what another product would make of the dates', () => {
    const journey = booked();
    const slot = journey.state.slots['slot-1'];
    journey.tell(
      'slot.changed',
      { ...slot, revision: 2, manufacturingStart: plusDays(journey.now, 20).slice(0, 10) },
      { by: 'manufacturer' },
    );
    expect(seen(journey, {}).broken).toEqual([]);
    expect(seen(journey, {}, freshRules).broken).toEqual([
      expect.objectContaining({ rule: 'material-hold-time', overridable: false }),
    ]);
  });

  it('names what is not on offer', () => {
    const journey = offerSlot(booked(), 'slot-2', 10);
    journey.tell('slot.withdrawn', { slotId: 'slot-2', revision: 2 }, { by: 'manufacturer' });
    const change = { slotId: 'slot-2', bedAppointmentId: 'unheard-of' };
    expect(seen(journey, change).notOnOffer).toEqual(['slot-2', 'unheard-of']);
  });

  it('offers every other chain that breaks no rule, the earliest bed first', () => {
    const journey = booked();
    offerSlot(journey, 'slot-2', 20);
    offer(journey, 'apheresis', 'apheresis-2', 20);
    offer(journey, 'bed', 'bed-2', 60);
    offer(journey, 'bed', 'bed-3', 55);
    const { alternatives } = seen(journey, {});
    expect(alternatives.map((one) => Object.values(one).slice(0, 3))).toEqual([
      ['slot-2', 'apheresis-2', 'bed-1'],
      ['slot-1', 'apheresis-1', 'bed-3'],
      ['slot-2', 'apheresis-2', 'bed-3'],
      ['slot-1', 'apheresis-1', 'bed-2'],
      ['slot-2', 'apheresis-2', 'bed-2'],
    ]);
  });

  it('offers no chain of a hold that has lapsed', () => {
    const journey = booked();
    const startsAt = plusDays(journey.now, 55);
    const holdUntil = plusHours(journey.now, 12);
    const held = { kind: 'bed', appointmentId: 'bed-2', revision: 1, startsAt, holdUntil };
    journey.tell('appointment.offered', held);
    expect(seen(journey, {}).alternatives).toHaveLength(1);
    expect(seen(journey.later(12), {}).alternatives).toEqual([]);
  });
});
