import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellWell } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { statusOf } from '../status/journey-status.js';
import { plusHours } from '../time/instant.js';
import type { TreatmentAdvice } from './treatment-advice.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const withCrs = (weightKg?: number): ToldJourney => {
  const journey = tellWell(journeyIn('monitoring', rules).later(1));
  if (weightKg !== undefined)
    journey.tell('patient.measured', { weightKg, measuredAt: journey.now });
  return journey.later(2).tell('vitals.recorded', {
    celsius: 39,
    oxygen: { device: 'high-flow' },
    measuredAt: journey.now,
  });
};

const give = (journey: ToldJourney, hours: number) =>
  journey
    .later(hours)
    .tell('medication.given', { drug: 'tocilizumab', dose: 400, unit: 'mg', givenAt: journey.now });

const adviceOf = (journey: ToldJourney): TreatmentAdvice => {
  const { crs } = statusOf(journey.state, journey.now, journey.digest).toxicity;
  if (crs.grade === null || crs.advice === undefined) throw new RangeError('nothing is advised');
  return crs.advice;
};

describe('the advice on tocilizumab', () => {
  it.each([
    [20, 12, 240],
    [29.9, 12, 359],
    [30, 8, 240],
    [48, 8, 384],
    [120, 8, 800],
  ])('for %f kg is %i mg/kg, %i mg at most 800', (weightKg, mgPerKg, doseMg) => {
    expect(adviceOf(withCrs(weightKg)).tocilizumab).toMatchObject({
      weightKg,
      mgPerKg,
      doseMg,
      maximumMg: 800,
      verified: 'source',
    });
  });

  it('leaves eight hours between two doses', () => {
    const journey = give(withCrs(), 1);
    const [given] = journey.state.told.doses;
    expect(adviceOf(journey.later(1)).tocilizumab).toMatchObject({
      given: 1,
      nextFrom: plusHours(given!.givenAt, 8),
    });
    expect(adviceOf(journey.later(9)).tocilizumab?.nextFrom).toBe(journey.now);
  });

  it('gives no more than three in twenty-four hours', () => {
    const journey = give(give(give(withCrs(), 1), 8), 8);
    const [first] = journey.state.told.doses;
    expect(adviceOf(journey).tocilizumab?.nextFrom).toBe(plusHours(first!.givenAt, 24));
  });

  it('ends after four', () => {
    const journey = give(give(give(give(withCrs(), 1), 10), 10), 10);
    journey.tell('vitals.recorded', {
      celsius: 39,
      oxygen: { device: 'high-flow' },
      measuredAt: journey.now,
    });
    expect(adviceOf(journey).tocilizumab).toMatchObject({ given: 4, nextFrom: null });
  });
});

describe('the ladders', () => {
  it('stand under their names, each with its source and how far it may be trusted', () => {
    const { steps } = adviceOf(withCrs());
    const dexamethasone = steps.find(({ drug }) => drug === 'dexamethasone');
    expect(dexamethasone).toMatchObject({ ladder: 'guideline', doseMg: 10, verified: 'source' });
    expect(dexamethasone?.source).not.toBe('not stated');
  });

  it('advise nothing where there is nothing to treat', () => {
    const journey = tellWell(journeyIn('monitoring', rules).later(1));
    const { crs } = statusOf(journey.state, journey.now, journey.digest).toxicity;
    expect(crs).not.toHaveProperty('advice');
  });
});
