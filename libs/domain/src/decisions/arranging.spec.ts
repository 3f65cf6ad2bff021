import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { referralSlice } from '#products/referral-slice.js';
import { plainDigest } from '../../test-journeys/plain-digest.js';
import { enrolmentUnder, partners } from '../../test-journeys/northgate.js';
import { journeyIn } from '../../test-journeys/story.js';
import { ToldJourney } from '../../test-journeys/told-journey.js';
import type { Arrangement } from '../journey/arrangement.js';
import { noPartner } from '../journey/enrolment.js';
import { statusOf } from '../status/journey-status.js';
import { plusDays } from '../time/instant.js';

const rulesOf = (product: string, indication: string, jurisdiction = 'US') =>
  sliceFor({ product, indication, jurisdiction, date: '2026-03-02' });
const rules = rulesOf('tisagenlecleucel', 'lbcl');
const otherRules = rulesOf('axicabtagene-ciloleucel', 'lbcl');

const otherMaker = { id: 'other', source: 'urn:v2v:manufacturer:other' };

const present = (journey: ToldJourney): Arrangement => ({
  ...journey.state.enrolment,
  rules: journey.state.rules,
});

const withOtherProduct = (journey: ToldJourney): Arrangement => ({
  ...present(journey),
  rules: otherRules,
  product: 'axicabtagene-ciloleucel',
  partners: { ...partners, manufacturer: otherMaker },
});

const selected = { product: 'axicabtagene-ciloleucel', indication: 'lbcl' };

const sentSince = (journey: ToldJourney, count: number) =>
  journey.records
    .slice(count)
    .filter(({ type }) => type === 'request.sent')
    .map(({ data }) => [data.detail?.['type'], data.detail?.['partnerId']]);

describe('a referral without a product', () => {
  const unselected = () =>
    ToldJourney.enrolled(
      enrolmentUnder(
        referralSlice({ indication: 'lbcl', jurisdiction: 'US', date: '2026-03-02' }),
        {
          product: 'not-selected',
          siteQualified: false,
          partners: { ...partners, manufacturer: noPartner, qualityLaboratory: noPartner },
        },
      ),
    );

  it('stays what it is until a physician selects one, and says so', () => {
    const journey = unselected().pass('referral.complete');
    expect(journey.state.stage).toBe('referral');
    expect(journey.unmet('referral.complete')).toEqual(['product-selected']);
    expect(journey.requirement('referral.complete', 'product-selected')).toMatchObject({
      owner: 'physician',
      actions: [{ kind: 'decide', name: 'select-product' }],
    });
    const arrangement = { ...withOtherProduct(journey), siteQualified: true };
    expect(journey.decide('select-product', selected, { arrangement }).outcome).toBe('accepted');
    journey.pass('referral.complete');
    expect(journey.state).toMatchObject({
      stage: 'eligibility',
      rules: { id: otherRules.id },
      enrolment: { product: 'axicabtagene-ciloleucel', partners: { manufacturer: otherMaker } },
    });
  });

  it('hears of no manufacturer', () => {
    const journey = unselected();
    const slot = { slotId: 's', revision: 1, collectionDate: '', manufacturingStart: '' };
    journey.tell('slot.offered', { ...slot, expectedRelease: '' }, { by: 'manufacturer' });
    expect(journey.records.at(-1)).toMatchObject({ type: 'event.refused' });
  });
});

describe('another product', () => {
  it('is judged by its own criteria, and the slot of the first is let go', () => {
    const journey = journeyIn('scheduling', rules).ask('slot.requested', 'appointment.requested');
    const count = journey.records.length;
    const arrangement = withOtherProduct(journey);
    expect(journey.decide('select-product', selected, { arrangement }).outcome).toBe('accepted');
    expect(sentSince(journey, count)).toEqual([
      ['slot.released', 'maker'],
      ['request.withdrawn', 'northgate-clinic'],
    ]);
    expect(journey.state).toMatchObject({
      stage: 'eligibility',
      rules: { id: otherRules.id },
      enrolment: { product: 'axicabtagene-ciloleucel', partners: { manufacturer: otherMaker } },
    });
    expect(journey.unmet('eligibility.confirmed')).toContain('eligibility-confirmed-by-physician');
  });

  it('is heard of its own manufacturer, and no longer of the first', () => {
    const journey = journeyIn('scheduling', rules);
    journey.decide('select-product', selected, { arrangement: withOtherProduct(journey) });
    const slot = { slotId: 's', revision: 1, collectionDate: '', manufacturingStart: '' };
    journey.tell('slot.offered', { ...slot, expectedRelease: '' }, { by: 'manufacturer' });
    expect(journey.records.at(-1)).toMatchObject({ type: 'event.refused' });
    journey.tell('slot.offered', { ...slot, expectedRelease: '' }, { source: otherMaker.source });
    expect(Object.keys(journey.state.slots)).toEqual(['s']);
  });

  it.each([
    [
      'that is the present one',
      { product: 'tisagenlecleucel', indication: 'lbcl' },
      'product-unchanged',
    ],
    ['without rules in force', { product: 'unheard-of', indication: 'lbcl' }, 'rules-not-in-force'],
  ])('%s is not selected', (_, data, code) => {
    const journey = journeyIn('scheduling', rules);
    const arrangement = withOtherProduct(journey);
    expect(journey.decide('select-product', data, { arrangement })).toMatchObject({ code });
  });

  it('is not selected once cells are collected', () => {
    const journey = journeyIn('manufacturing', rules);
    expect(
      journey.decide('select-product', selected, { arrangement: withOtherProduct(journey) }),
    ).toMatchObject({ code: 'wrong-stage' });
  });
});

describe('other rules of the same product', () => {
  const newer = rulesOf('tisagenlecleucel', 'lbcl', 'EU');

  it('are adopted by a physician, and the gates ask by them from then on', () => {
    const journey = journeyIn('lymphodepletion', rules);
    const { openedGates } = journey.state;
    const arrangement = { ...present(journey), rules: newer };
    journey.decide('adopt-rules', { rulesId: newer.id }, { arrangement });
    expect(journey.state.rules.id).toBe(newer.id);
    expect(journey.state.openedGates).toEqual(openedGates);
    const { rule } = journey.requirement('infusion.may-start', 'lymphodepletion-window');
    expect(rule).toContain('2 to 14');
    expect(journey.recordsOf('rules.adopted')).toHaveLength(1);
  });

  it.each([
    ['in force already', () => rules, 'rules-unchanged'],
    ['of another product', () => otherRules, 'other-product'],
  ])('are not adopted when they are %s', (_, slice, code) => {
    const journey = journeyIn('manufacturing', rules);
    const arrangement = { ...withOtherProduct(journey), rules: slice() };
    expect(journey.decide('adopt-rules', { rulesId: slice().id }, { arrangement })).toMatchObject({
      code,
    });
  });
});

describe('a patient who moves to another centre', () => {
  const riverside = { id: 'riverside-clinic', source: 'urn:v2v:site:riverside' };
  const atRiverside = (journey: ToldJourney, siteQualified = true): Arrangement => ({
    ...present(journey),
    sites: { treating: 'riverside', collection: 'northgate' },
    zone: 'America/Chicago',
    siteQualified,
    partners: { ...journey.state.enrolment.partners, clinic: riverside },
  });
  const move = (journey: ToldJourney, arrangement = atRiverside(journey)) =>
    journey.decide('transfer-site', { siteId: 'riverside' }, { arrangement });

  it('is awaited there with the product, and nothing stays permitted at the first', () => {
    const journey = journeyIn('lymphodepletion', rules).ask('lymphodepletion.authorized');
    expect(move(journey).outcome).toBe('accepted');
    expect(journey.state).toMatchObject({
      stage: 'inbound-shipment',
      authorizations: [],
      enrolment: { sites: { treating: 'riverside' }, zone: 'America/Chicago' },
    });
    expect(journey.unmet('lymphodepletion.may-start')).toEqual(['lymphodepletion-authorized']);
  });

  it('gets no lymphodepletion where nobody is qualified for the product', () => {
    const journey = journeyIn('manufacturing', rules);
    move(journey, atRiverside(journey, false));
    expect(journey.state.stage).toBe('manufacturing');
    expect(journey.unmet('lymphodepletion.may-start')).toContain('site-qualified');
  });

  it('gets a new chain of dates before the collection', () => {
    const journey = journeyIn('leukapheresis', rules);
    move(journey);
    expect(journey.state.stage).toBe('scheduling');
    expect(journey.unmet('schedule.confirmed')).toContain('schedule-booked');
  });

  it('does not move between lymphodepletion and the end of the infusion', () => {
    const journey = journeyIn('lymphodepletion', rules)
      .ask('lymphodepletion.authorized')
      .tell('lymphodepletion.started', { regimen: 'r' });
    expect(move(journey)).toMatchObject({ code: 'patient-not-movable' });
  });
});

describe('a journey shared with another site', () => {
  it('is seen there until the day that was decided', () => {
    const journey = journeyIn('monitoring', rules);
    const until = plusDays(journey.now, 30);
    journey.decide('share-with-site', { siteId: 'lakeview', until });
    const seen = (at: string) => statusOf(journey.state, at, plainDigest).sharedWith;
    expect(seen(journey.now)).toEqual([{ siteId: 'lakeview', until }]);
    expect(seen(until)).toEqual([]);
  });

  it('is not shared with a site that takes part in it', () => {
    expect(
      journeyIn('monitoring', rules).decide('share-with-site', { siteId: 'northgate' }),
    ).toMatchObject({ code: 'site-takes-part' });
  });
});
