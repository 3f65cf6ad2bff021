import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { plainDigest } from '../../test-journeys/plain-digest.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { statusOf } from '../status/journey-status.js';
import { plusDays } from '../time/instant.js';
import type { Stage } from './vocabulary.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});

type Open = Exclude<Stage, 'closed'>;

const alertsOf = (journey: ToldJourney, kind: string) =>
  journey.recordsOf('alert.raised').filter(({ data }) => data.detail?.['kind'] === kind);

describe('trouble on the way to the infusion', () => {
  const told: readonly (readonly [
    string,
    Open,
    string,
    object,
    'clinic' | 'courier' | 'manufacturer',
  ])[] = [
    ['disease-progressed', 'manufacturing', 'disease.progressed', {}, 'clinic'],
    ['shipment-lost', 'outbound-shipment', 'shipment.lost', { shipmentId: 'S' }, 'courier'],
    ['shipment-damaged', 'inbound-shipment', 'shipment.damaged', { shipmentId: 'S' }, 'courier'],
    [
      'telemetry-lost',
      'inbound-shipment',
      'shipment.telemetry-lost',
      { shipmentId: 'S', deviceId: 'd' },
      'courier',
    ],
    [
      'manufacturing-paused',
      'manufacturing',
      'manufacturing.paused',
      { batchId: 'B1', cause: 'equipment' },
      'manufacturer',
    ],
    ['bag-broken', 'leukapheresis', 'bag.damaged', { bagId: 'M1' }, 'clinic'],
  ];

  it.each(told)('is told to people once: %s in %s', (kind, stage, type, data, by) => {
    const journey = journeyIn(stage, rules);
    const about = { ...data, assessedAt: journey.now, since: journey.now };
    journey.tell(type, about, { by }).tell(type, about, { by });
    journey.look();
    expect(alertsOf(journey, kind)).toHaveLength(1);
  });

  it('is told when the clinic holds a course that has begun', () => {
    const journey = journeyIn('lymphodepletion', rules)
      .ask('lymphodepletion.authorized')
      .tell('lymphodepletion.started', { regimen: 'r' })
      .tell('lymphodepletion.held', { reason: 'sepsis' });
    expect(alertsOf(journey, 'lymphodepletion-held')).toHaveLength(1);
  });
});

describe('a bag that breaks after the collection', () => {
  it('leaves too little unless a physician accepts it or more is collected', () => {
    const journey = leave(journeyIn('leukapheresis', rules).fork());
    expect(journey.state.stage).toBe('outbound-shipment');
    const broken = journeyIn('leukapheresis', rules).tell('bag.damaged', { bagId: 'M1' });
    leave(broken);
    expect(broken.state.stage).toBe('leukapheresis');
    expect(broken.requirement('material.may-ship', 'yield-sufficient')).toMatchObject({
      met: false,
      owner: 'physician',
      text: 'A bag is lost: what is left has to be accepted, or more collected',
    });
  });
});

describe('a bag with two live labels', () => {
  it('is a deviation and goes nowhere until one of them is void', () => {
    const journey = journeyIn('leukapheresis', rules).tell('label.applied', {
      labelId: 'L0',
      bagId: 'M1',
    });
    leave(journey);
    expect(journey.recordsOf('deviation.raised').at(-1)?.data.detail).toEqual({
      kind: 'two-live-labels',
      about: 'M1',
    });
    expect(journey.unmet('material.may-ship')).toEqual(['bags-labelled']);
    journey.tell('label.voided', { labelId: 'L0', bagId: 'M1' });
    expect(journey.pass('material.may-ship').state.stage).toBe('outbound-shipment');
  });
});

describe('the payer', () => {
  const coverage = (journey: ToldJourney) =>
    journey.requirement('eligibility.confirmed', 'coverage-apheresis');

  it('denies, is asked again by an appeal, and approves', () => {
    const journey = journeyIn('eligibility', rules);
    const about = { payer: 'p', reference: 'A', covers: ['apheresis'] };
    journey.tell('coverage.requested', about);
    expect(coverage(journey).text).toContain('is asked');
    journey.later(1).tell('coverage.denied', about);
    expect(coverage(journey).text).toContain('has denied it');
    expect(coverage(journey).actions.map(({ name }) => name)).toContain('coverage.appealed');
    journey.later(1).tell('coverage.appealed', about);
    expect(coverage(journey).met).toBe(false);
    journey.later(1).tell('coverage.approved', about);
    expect(coverage(journey).met).toBe(true);
  });

  it('stops paying on a day that is warned of', () => {
    const journey = journeyIn('eligibility', rules);
    const validUntil = plusDays(journey.now, 20);
    journey.tell('coverage.approved', { reference: 'A', covers: ['apheresis'], validUntil });
    journey.waitUntil(plusDays(journey.now, 21));
    const steps = journey.records.filter(({ type }) => type.startsWith('deadline.'));
    expect(steps.map(({ type, data }) => [type, data.detail?.['name']])).toEqual(
      ['warned', 'due', 'missed'].map((step) => [
        `deadline.${step}`,
        `coverage-expiry/apheresis/${validUntil}`,
      ]),
    );
    expect(coverage(journey).text).toContain('until it expired');
  });
});

describe('consent that is withdrawn', () => {
  const stages: readonly Open[] = [
    'referral',
    'eligibility',
    'scheduling',
    'leukapheresis',
    'outbound-shipment',
    'manufacturing',
    'inbound-shipment',
    'lymphodepletion',
  ];

  it.each(stages)('in %s stops the journey where it is, and lets go by the decision', (stage) => {
    const journey = journeyIn(stage, rules);
    journey.tell('consent.withdrawn', { scope: 'treatment' });
    expect(journey.state).toMatchObject({ holds: [{ kind: 'consent-withdrawn' }] });
    expect(journey.state.authorizations).toEqual([]);
    journey.decide('withdraw-patient', { scope: 'treatment', reason: 'wish' });
    expect(journey.state.outcome).toMatchObject({ outcome: 'withdrawn', infused: false });
  });
});

describe('the descent of what is given', () => {
  it('leads from the bag over the batch to the days of collection', () => {
    const { state, now } = journeyIn('monitoring', rules);
    const { genealogy } = statusOf(state, now, plainDigest).material;
    const of = (id: string) => genealogy.find((one) => one.id === id);
    expect(of('P1')?.from).toEqual(['B1']);
    expect(of('B1')?.from).toEqual(['M1']);
    expect(of('M1')?.from).toEqual(['D1']);
    expect(of('D1')).toMatchObject({ kind: 'donation', from: [] });
  });
});
