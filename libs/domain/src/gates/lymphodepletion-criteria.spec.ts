import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellProductReceived } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import { plusDays } from '../time/instant.js';

const rulesOf = (product: string, indication: string, jurisdiction: string) =>
  sliceFor({ product, indication, jurisdiction, date: '2026-03-02' });

const gate = 'lymphodepletion.may-start';

describe('counts before lymphodepletion', () => {
  const rules = rulesOf('axicabtagene-ciloleucel', 'lbcl', 'EU');

  it.each([
    ['anc', 999, false],
    ['anc', 1000, true],
    ['platelets', 74_999, false],
    ['platelets', 75_000, true],
  ])('%s of %d per µL: %s', (test, value, met) => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    journey.tell('screening.resulted', { test, value, unit: '/uL', collectedAt: journey.now });
    expect(journey.requirement(gate, `screening-${test}`)).toMatchObject({
      met,
      overridable: true,
    });
  });
});

describe('a live vaccine before lymphodepletion', () => {
  const rules = rulesOf('brexucabtagene-autoleucel', 'mcl', 'US');
  const vaccinated = (said: object) => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    const vaccine = { drug: 'measles-vaccine', drugClass: 'live-vaccine' };
    return journey.tell('medication.recorded', { ...vaccine, ...said });
  };

  it('is too close six weeks before, and no longer a day later', () => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    const lastDose = plusDays(journey.now, -42);
    journey.tell('medication.recorded', { drug: 'v', drugClass: 'live-vaccine', lastDose });
    const first = journey.requirement(gate, 'therapy-live-vaccine');
    expect(first).toMatchObject({ met: false, overridable: false, owner: 'physician' });
    expect(first.changesAt).toBe(plusDays(journey.now, 1));
    expect(journey.later(24).requirement(gate, 'therapy-live-vaccine').met).toBe(true);
  });

  it('of which nobody knows when is too close', () => {
    const journey = vaccinated({ unknown: true });
    expect(journey.requirement(gate, 'therapy-live-vaccine')).toMatchObject({ met: false });
  });

  it('that was never given asks for nothing', () => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    expect(journey.requirement(gate, 'therapy-live-vaccine').met).toBe(true);
  });
});

describe('the plan of a split dose', () => {
  const rules = rulesOf('obecabtagene-autoleucel', 'b-all', 'US');
  const measured = (value: number) => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    const collectedAt = journey.now;
    return journey.tell('screening.resulted', {
      test: 'marrow-blasts',
      value,
      unit: '%',
      collectedAt,
    });
  };

  it('is not known before the marrow is', () => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    const requirement = journey.requirement(gate, 'dose-plan-known');
    expect(requirement).toMatchObject({ met: false, owner: 'clinic' });
    expect(requirement.actions.map(({ name }) => name)).toEqual(['screening.resulted']);
  });

  it.each([
    [20, 'low-burden'],
    [21, 'high-burden'],
  ])('for %d %% blasts is %s', (value, plan) => {
    const requirement = measured(value).requirement(gate, 'dose-plan-known');
    expect(requirement.met).toBe(true);
    expect(requirement.text).toContain(plan);
  });

  it('is not known any more when the sample is older than seven days', () => {
    const journey = measured(5);
    const { changesAt } = journey.requirement(gate, 'dose-plan-known');
    journey.later(7 * 24);
    expect(journey.requirement(gate, 'dose-plan-known').met).toBe(true);
    expect(journey.waitUntil(changesAt ?? '').requirement(gate, 'dose-plan-known').met).toBe(false);
  });
});

describe('a number that nobody has verified', () => {
  it('closes no window for good: a person may decide otherwise, and the rule says so', () => {
    const journey = journeyIn('lymphodepletion', rulesOf('obecabtagene-autoleucel', 'b-all', 'US'));
    const window = journey.requirement('infusion.may-start', 'lymphodepletion-window');
    expect(window.overridable).toBe(true);
    expect(window.rule).toMatch(/not verified/);
  });

  it('is told apart from one that was read in the label', () => {
    const journey = journeyIn('lymphodepletion', rulesOf('tisagenlecleucel', 'lbcl', 'US'));
    const window = journey.requirement('infusion.may-start', 'lymphodepletion-window');
    expect(window.overridable).toBe(false);
    expect(window.rule).not.toMatch(/not verified/);
  });
});
