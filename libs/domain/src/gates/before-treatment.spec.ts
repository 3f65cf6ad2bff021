import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import {
  tellBeforeLymphodepletion,
  tellInfusion,
  tellLymphodepletion,
  tellProductReceived,
  tellReleasedBatch,
} from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { deadlinesOf } from '../deadlines/deadlines.js';
import { plusDays, plusHours, plusMinutes } from '../time/instant.js';

const rulesOf = (product: string, indication: string, jurisdiction = 'US') =>
  sliceFor({ product, indication, jurisdiction, date: '2026-03-02' });
const tisagenlecleucel = rulesOf('tisagenlecleucel', 'b-all');

function tested(journey: ToldJourney, result: Readonly<Record<string, unknown>>): ToldJourney {
  return journey.tell(
    'quality.tested',
    {
      batchId: 'B1',
      coi: journey.state.journeyId,
      sampleId: 'B1-S2',
      resultStatus: 'final',
      passed: true,
      ...result,
    },
    { by: 'qualityLaboratory' },
  );
}

describe('a limit of release that was read in a source', () => {
  it.each([
    ['below it', 79, '%', false],
    ['at it', 80, '%', true],
    ['in another unit, of which nothing is known', 79, '1', true],
  ])('stands though the laboratory has passed a result %s', (_, value, unit, met) => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', tisagenlecleucel), ['P1']);
    tested(journey, { test: 'viability', value, unit });
    expect(journey.requirement('product.may-ship', 'test-viability')).toMatchObject({ met });
    const arrived = tellProductReceived(journeyIn('inbound-shipment', tisagenlecleucel));
    tested(arrived, { test: 'viability', value, unit });
    expect(arrived.requirement('lymphodepletion.may-start', 'product-released').met).toBe(met);
  });

  it('stops nothing where nobody has read it, and says so', () => {
    const european = rulesOf('tisagenlecleucel', 'b-all', 'EU');
    const journey = tellReleasedBatch(journeyIn('manufacturing', european), ['P1']);
    tested(journey, { test: 'viability', value: 60, unit: '%' });
    const requirement = journey.requirement('product.may-ship', 'test-viability');
    expect(requirement).toMatchObject({ met: true });
    expect(requirement.rule).toMatch(/at least 70 %; not verified/);
  });
});

describe('a failed sterility', () => {
  it('takes the product away also where the product does not ask for the test', () => {
    const { manufacturing } = tisagenlecleucel;
    const requiredTests = manufacturing.requiredTests.filter((test) => test !== 'sterility');
    const rules = {
      ...tisagenlecleucel,
      id: 'without-sterility',
      manufacturing: { ...manufacturing, requiredTests },
    };
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    tested(journey, { test: 'sterility', passed: false });
    expect(journey.unmet('lymphodepletion.may-start')).toContain('product-released');
  });
});

describe('collected cells', () => {
  it('that are frozen are used for as many days as the product has', () => {
    const journey = journeyIn('outbound-shipment', tisagenlecleucel);
    const [donation] = journey.state.donations;
    const { maximumAgeDays = 0 } = tisagenlecleucel.material;
    expect(journey.requirement('manufacturing.may-start', 'material-usable')).toMatchObject({
      met: true,
      changesAt: plusDays(donation?.completedAt ?? '', maximumAgeDays),
    });
    journey.at(plusDays(donation?.completedAt ?? '', maximumAgeDays));
    expect(journey.requirement('manufacturing.may-start', 'material-usable')).toMatchObject({
      met: false,
      owner: 'quality',
      overridable: true,
    });
  });

  it.each([
    ['in time', -1, true],
    ['too late', 1, false],
  ])('that are fresh and arrive %s are judged by when they arrived', (_, hours, met) => {
    const rules = rulesOf('axicabtagene-ciloleucel', 'lbcl');
    const fresh = {
      ...rules,
      id: 'fresh-for-48-hours',
      material: { ...rules.material, state: 'fresh' as const, holdHours: 48 },
    };
    const journey = journeyIn('outbound-shipment', fresh);
    const [donation] = journey.state.donations;
    const receivedAt = plusHours(donation?.completedAt ?? '', 48 + hours);
    journey
      .at(receivedAt)
      .tell(
        'material.received',
        { coi: journey.state.journeyId, donationIds: ['D1'], bagIds: ['M1'], receivedAt },
        { by: 'manufacturer' },
      );
    expect(journey.later(100).requirement('manufacturing.may-start', 'material-usable').met).toBe(
      met,
    );
  });
});

describe('before lymphodepletion', () => {
  const arrived = () => tellProductReceived(journeyIn('inbound-shipment', tisagenlecleucel));

  it.each(['creatinine-clearance', 'alt', 'bilirubin', 'lvef', 'pregnancy'])(
    'the result of %s is asked for and not older than its validity',
    (test) => {
      const journey = arrived();
      const id = `screening-${test}`;
      expect(journey.requirement('lymphodepletion.may-start', id).met).toBe(false);
      tellBeforeLymphodepletion(journey);
      expect(journey.requirement('lymphodepletion.may-start', id).met).toBe(true);
      journey.later(24 * (tisagenlecleucel.eligibility.screeningValidityDays + 1));
      expect(journey.requirement('lymphodepletion.may-start', id).met).toBe(false);
    },
  );

  it.each([
    ['positive', false],
    ['indeterminate', false],
    ['negative', true],
    ['not-done', true],
  ])('pregnancy that is %s counts as excluded: %s', (qualitative, met) => {
    const journey = arrived();
    journey.tell('screening.resulted', {
      test: 'pregnancy',
      qualitative,
      collectedAt: journey.now,
    });
    expect(journey.requirement('lymphodepletion.may-start', 'screening-pregnancy').met).toBe(met);
  });

  it('product that is stored too warm is not given', () => {
    const journey = arrived().tell('product.stored', { bagId: 'P1', storageCelsius: -80 });
    expect(journey.requirement('lymphodepletion.may-start', 'product-stored-cold')).toMatchObject({
      met: false,
      owner: 'quality',
    });
    journey.later(1).tell('product.stored', { bagId: 'P1', storageCelsius: -150 });
    expect(journey.requirement('lymphodepletion.may-start', 'product-stored-cold').met).toBe(true);
  });
});

describe('before the infusion', () => {
  it('intensive care is told, anew for each course', () => {
    const journey = journeyIn('lymphodepletion', tisagenlecleucel).tell(
      'intensive-care.informed',
      {},
    );
    expect(journey.requirement('infusion.may-start', 'intensive-care-informed').met).toBe(true);
    const [regimen] = tisagenlecleucel.lymphodepletion.regimens;
    journey.later(12).tell('lymphodepletion.started', { regimen: regimen?.id });
    expect(journey.requirement('infusion.may-start', 'intensive-care-informed')).toMatchObject({
      met: false,
      owner: 'nurse',
    });
    journey.later(1).tell('intensive-care.informed', { unit: 'icu-2' });
    expect(journey.requirement('infusion.may-start', 'intensive-care-informed').met).toBe(true);
  });

  it.each([
    ['are back', 1_500, false],
    ['are still low', 800, true],
    ['were not counted since', null, false],
  ])(
    'lymphodepletion of more than four weeks ago is repeated where leucocytes %s',
    (_, wbc, met) => {
      const journey = tellLymphodepletion(
        journeyIn('lymphodepletion', rulesOf('tisagenlecleucel', 'b-all', 'EU')),
      );
      const id = 'lymphodepletion-not-to-repeat';
      expect(journey.requirement('infusion.may-start', id)).toMatchObject({ met: true });
      const completedAt = journey.state.lymphodepletion?.completedAt ?? '';
      journey.at(plusDays(completedAt, 29));
      if (wbc !== null) {
        const count = { test: 'wbc', value: wbc, unit: '/uL', collectedAt: journey.now };
        journey.tell('screening.resulted', count);
      }
      expect(journey.requirement('infusion.may-start', id).met).toBe(met);
      expect(journey.decide('repeat-lymphodepletion', { reason: 'late' })).toMatchObject({
        outcome: 'accepted',
      });
      expect(journey.state.stage).toBe('inbound-shipment');
    },
  );

  it('lymphodepletion is repeated by a physician when its window has passed', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', tisagenlecleucel));
    journey.later(24 * 20);
    expect(journey.requirement('infusion.may-start', 'lymphodepletion-window')).toMatchObject({
      met: false,
      owner: 'physician',
      actions: [{ name: 'repeat-lymphodepletion' }],
    });
    journey.decide('repeat-lymphodepletion', { reason: 'window-over' });
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', authorizations: [] });
  });
});

describe('the clock of product that left the freezer', () => {
  const rules = rulesOf('lisocabtagene-maraleucel', 'lbcl');
  const productBags = [
    { bagId: 'C8', component: 'cd8', carPositiveViableCells: 5e7 },
    { bagId: 'C4', component: 'cd4', carPositiveViableCells: 5e7 },
  ];

  it('runs from there where the clinic says when, else from the thaw', () => {
    const journey = journeyIn('infusion', rules, { productBags }).ask('infusion.authorized');
    const { now } = journey;
    const bag = { coi: journey.state.journeyId, batchId: 'B1' };
    journey
      .later(0.5)
      .tell('product.thawed', { ...bag, bagId: 'C8', thawedAt: journey.now, outOfFreezerAt: now })
      .tell('product.thawed', { ...bag, bagId: 'C4', thawedAt: journey.now });
    const ends = Object.fromEntries(
      deadlinesOf(journey.state)
        .filter(({ name }) => name.startsWith('thaw-clock/'))
        .map(({ name, at }) => [name, at]),
    );
    expect(ends).toEqual({
      'thaw-clock/C8': plusMinutes(now, 120),
      'thaw-clock/C4': plusMinutes(journey.now, 120),
    });
    expect(tellInfusion(journey).state.holds).toEqual([]);
  });
});
