import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellLymphodepletion, tellReleasedBatch, tellWell } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { type Instant, plusDays, plusHours, plusMinutes } from '../time/instant.js';
import { deadlinesOf, nextDeadlineOf } from './deadlines.js';
import { openSteps, wakesAt } from './steps.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const raised = (journey: ToldJourney) =>
  journey.records
    .filter((one) => one.type.startsWith('deadline.'))
    .map((one) => `${one.type} ${String(one.data.detail?.['name'])}`);

const offered = (journey: ToldJourney, holdUntil: Instant) =>
  journey.tell(
    'slot.offered',
    {
      slotId: 's',
      revision: 1,
      collectionDate: '',
      manufacturingStart: '',
      expectedRelease: '',
      holdUntil,
    },
    { by: 'manufacturer' },
  );

describe('a deadline', () => {
  it('is raised step by step, each once, however often time is looked at', () => {
    const journey = journeyIn('leukapheresis', rules);
    const { startsAt, endsAt } = journey.state.appointments['apheresis-1']!;
    const name = 'apheresis/1';
    journey.waitUntil(plusMinutes(startsAt, -1));
    expect(raised(journey)).toEqual([]);
    journey.waitUntil(startsAt).look().look();
    expect(raised(journey)).toEqual([`deadline.warned ${name}`]);
    journey.waitUntil(plusHours(endsAt!, 48)).look();
    expect(raised(journey)).toEqual([
      `deadline.warned ${name}`,
      `deadline.due ${name}`,
      `deadline.missed ${name}`,
    ]);
  });

  it('is raised with every step it went by when nobody could look', () => {
    const journey = journeyIn('leukapheresis', rules);
    journey.at(plusDays(journey.state.appointments['apheresis-1']!.startsAt, 5)).look();
    expect(raised(journey)).toHaveLength(3);
  });

  it('is not missed before its hour and the grace of a demonstration are over', () => {
    const journey = journeyIn('scheduling', rules);
    const at = plusHours(journey.now, 10);
    offered(journey, at);
    const graceMs = 3_600_000;
    journey.waitUntil(plusMinutes(at, 119), graceMs);
    expect(raised(journey)).toEqual(['deadline.due offer-held/s']);
    journey.waitUntil(plusMinutes(at, 120), graceMs);
    expect(raised(journey)).toContain('deadline.missed offer-held/s');
  });

  it('is not raised any more once what it waits for has happened', () => {
    const journey = journeyIn('scheduling', rules);
    offered(journey, plusHours(journey.now, 10));
    journey
      .later(1)
      .tell('slot.withdrawn', { slotId: 's', revision: 1 }, { by: 'manufacturer' })
      .waitUntil(plusHours(journey.now, 40));
    expect(raised(journey)).toEqual([]);
  });

  it('says its owner and what follows', () => {
    const journey = journeyIn('leukapheresis', rules);
    for (const { owner, consequence, name } of deadlinesOf(journey.state)) {
      expect([name, owner, consequence]).not.toContain('');
    }
    expect(nextDeadlineOf(journey.state)).toMatchObject({ name: 'apheresis/1' });
  });
});

describe('the deadlines', () => {
  const named = (journey: ToldJourney, name: string) =>
    deadlinesOf(journey.state).find((one) => one.name === name);

  it('of fresh material are its hours, half of which warn, until it is received', () => {
    const fresh = sliceFor({
      product: 'axicabtagene-ciloleucel',
      indication: 'lbcl',
      jurisdiction: 'US',
      date: '2026-03-02',
    });
    const journey = journeyIn('outbound-shipment', fresh);
    const { completedAt } = journey.state.donations[0]!;
    expect(named(journey, 'material-hold-time/D1')).toMatchObject({
      warnAt: plusHours(completedAt, 36),
      at: plusHours(completedAt, 72),
    });
    expect(named(journeyIn('manufacturing', fresh), 'material-hold-time/D1')).toBeUndefined();
  });

  it('of frozen material are the age at which it is too old, until something is made of it', () => {
    const journey = journeyIn('outbound-shipment', rules);
    const { completedAt } = journey.state.donations[0]!;
    expect(named(journey, 'material-age/D1')?.at).toBe(plusDays(completedAt, 274));
    expect(named(journeyIn('inbound-shipment', rules), 'material-age/D1')).toBeUndefined();
  });

  it('of manufacture are the expected days of the product', () => {
    const journey = journeyIn('manufacturing', rules).tell(
      'manufacturing.started',
      { coi: journeyIn('manufacturing', rules).state.journeyId, batchId: 'B1', attempt: 1 },
      { by: 'manufacturer' },
    );
    const { at, severity } = named(journey, 'manufacturing-turn-around/B1')!;
    expect([at, severity]).toEqual([plusDays(journey.now, 23), 'planned']);
  });

  it('of a shipper end with the receipt, not with the delivery', () => {
    const shipment = { shipmentId: 'IN-B1', leg: 'manufacturer-to-clinic' };
    const journey = journeyIn('inbound-shipment', rules);
    const qualifiedUntil = plusDays(journey.now, 10);
    journey.tell('shipment.booked', { ...shipment, qualifiedUntil }, { by: 'courier' });
    journey.tell('shipment.delivered', shipment, { by: 'courier' });
    expect(named(journey, 'shipper-hold-time/IN-B1')).toMatchObject({
      at: qualifiedUntil,
      warnAt: plusDays(qualifiedUntil, -2),
      severity: 'immediate',
    });
    journey.tell('product.received', {
      coi: journey.state.journeyId,
      batchId: 'B1',
      shipmentId: 'IN-B1',
      bags: [{ bagId: 'P1', condition: 'intact' }],
      sealIntact: true,
      maxCelsius: -150,
      storageLocation: 't',
      receivedAt: journey.now,
    });
    expect(named(journey, 'shipper-hold-time/IN-B1')).toBeUndefined();
  });

  it('of the product are its expiry, from its release to its infusion', () => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', rules), ['P1']);
    expect(named(journey, 'product-expiry/B1')?.at).toBe(plusDays(journey.now, 200));
    expect(named(journeyIn('monitoring', rules), 'product-expiry/B1')).toBeUndefined();
  });

  it('of the infusion are the last instant of the window after lymphodepletion', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    const { completedAt } = journey.state.lymphodepletion!;
    expect(named(journey, 'lymphodepletion-to-infusion/1')).toMatchObject({
      at: plusDays(completedAt!, 14),
      warnAt: plusDays(completedAt!, 13),
    });
  });

  it('of a thawed bag are its own clock, which a damaged or given bag no longer has', () => {
    const journey = journeyIn('infusion', rules);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1' };
    journey.tell('product.thawed', { ...bag, thawedAt: journey.now });
    expect(named(journey, 'thaw-clock/P1')?.at).toBe(plusMinutes(journey.now, 30));
    const damaged = journey.fork().tell('bag.damaged', { bagId: 'P1' });
    expect(named(damaged, 'thaw-clock/P1')).toBeUndefined();
    journey.tell('infusion.completed', { ...bag, doseNumber: 1 });
    expect(named(journey, 'thaw-clock/P1')).toBeUndefined();
  });

  it('of toxicity come every twelve hours while the daily window lasts, and no medication meets one', () => {
    const journey = journeyIn('monitoring', rules);
    const daily = journey.state.windows.find((one) => one.name === 'daily-monitoring');
    const due = () =>
      deadlinesOf(journey.state).find((one) => one.name.startsWith('next-assessment'));
    tellWell(journey.at(plusHours(daily!.from, 14)));
    expect(due()).toMatchObject({ name: 'next-assessment/3', at: plusHours(daily!.from, 36) });
    journey.later(18).tell('medication.given', { drug: 'tocilizumab', givenAt: journey.now });
    expect(due()).toMatchObject({ name: 'next-assessment/3' });
    tellWell(journey);
    expect(due()).toMatchObject({ name: 'next-assessment/4' });
    journey.waitUntil(plusDays(daily!.until, 1));
    expect(due()).toBeUndefined();
  });

  it('of follow-up are the windows of the visits', () => {
    const journey = journeyIn('follow-up', rules);
    const [visit] = journey.state.visits;
    expect(named(journey, `follow-up-visit/${visit!.name}`)).toMatchObject({
      warnAt: visit!.dueAt,
      at: visit!.windowUntil,
    });
    journey.tell('follow-up.completed', { visit: visit!.name, alive: true });
    expect(named(journey, `follow-up-visit/${visit!.name}`)).toBeUndefined();
  });

  it('of an event that waits for another end when it is applied', () => {
    const journey = journeyIn('manufacturing', rules);
    const step = { batchId: 'B1', step: 'expansion' };
    journey.tell('manufacturing.step-completed', step, { by: 'manufacturer', id: 'x' });
    const name = 'parked-event/manufacturing.step-completed/x';
    expect(named(journey, name)).toMatchObject({ at: plusHours(journey.now, 24) });
    tellReleasedBatch(journey, ['P1']);
    expect(named(journey, name)).toBeUndefined();
  });
});

describe('the windows after the infusion', () => {
  it('open and close once, in their order', () => {
    const journey = journeyIn('monitoring', rules);
    const last = journey.state.windows
      .map((one) => one.until)
      .toSorted()
      .at(-1)!;
    tellWell(journey).waitUntil(plusDays(last, 3)).look();
    for (const type of ['window.opened', 'window.closed']) {
      const names = journey.recordsOf(type).map((one) => String(one.data.detail?.['name']));
      expect(names.toSorted()).toEqual(journey.state.windows.map((one) => one.name).toSorted());
    }
    expect(journey.recordsOf('window.closed')[0]?.data.detail?.['name']).toBe('daily-monitoring');
  });
});

describe('the one timer', () => {
  it.each(['scheduling', 'leukapheresis', 'inbound-shipment', 'monitoring', 'follow-up'] as const)(
    'in %s wakes at the next step, and never for what is past',
    (stage) => {
      const journey = journeyIn(stage, rules);
      const next = wakesAt(journey.state, journey.now, 0);
      for (const step of openSteps(journey.state, 0)) {
        if (Date.parse(step.at) <= Date.parse(journey.now)) continue;
        expect(Date.parse(next!)).toBeLessThanOrEqual(Date.parse(step.at));
      }
      if (next === undefined) return;
      expect(Date.parse(next)).toBeGreaterThan(Date.parse(journey.now));
    },
  );

  it('comes to rest: fifteen years wake it a few dozen times', () => {
    const journey = journeyIn('follow-up', rules);
    let wakes = 0;
    for (;;) {
      const next = wakesAt(journey.state, journey.now, 0);
      if (next === undefined) break;
      journey.at(next).look();
      wakes += 1;
      expect(wakes).toBeLessThan(200);
    }
    expect(wakes).toBeGreaterThan(30);
  });
});
