import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Cohort,
  publishedCohort,
  publishedCohorts,
} from '../../apps/partner-simulator/src/cohorts/published-cohorts.js';
import { cohortFate } from '../../apps/partner-simulator/src/cohorts/cohort-fate.js';
import { fateOf } from '../../apps/partner-simulator/src/story/fate.js';
import { stagePlans } from '../partner-simulator/stage-plan.js';
import { playCohortJourney } from './cohort-journey.js';
import { compared } from './comparison.js';
import { exactInterval } from './exact-interval.js';

const names = Object.keys(publishedCohorts) as Cohort[];
const patients = 2_000;

function share(cohort: Cohort, has: (fate: ReturnType<typeof cohortFate>) => boolean): number {
  const { product } = publishedCohort(cohort);
  let count = 0;
  for (let index = 0; index < patients; index += 1) {
    const key = `patient-${index}`;
    if (has(cohortFate(cohort, 1, key, fateOf(1, key, product)))) count += 1;
  }
  return count / patients;
}

describe('the fates of a published cohort', () => {
  it.each(names)('%s: grades lie inside the exact interval of what was published', (cohort) => {
    const { crs, neurotoxicity } = publishedCohort(cohort);
    for (const [course, published] of [
      ['crs', crs],
      ['icans', neurotoxicity],
    ] as const) {
      for (const [grade, { count, of }] of [
        [1, published.any],
        [3, published.grade3OrMore],
      ] as const) {
        const simulated = share(cohort, (fate) => fate[course].peakGrade >= grade);
        const { low, high } = exactInterval(count, of);
        expect(simulated).toBeGreaterThan(low);
        expect(simulated).toBeLessThan(high);
      }
    }
  });

  it.each(names)('%s: who waits longer is lost more often', (cohort) => {
    const lostBy = (day: number): number =>
      share(cohort, ({ leavesWaiting }) => (leavesWaiting?.afterDays ?? Infinity) < day);
    expect(lostBy(60)).toBeGreaterThan(lostBy(45));
    expect(lostBy(45)).toBeGreaterThan(lostBy(30));
  });
});

describe('a cohort played through the domain', () => {
  let plans: Awaited<ReturnType<typeof stagePlans>>;
  beforeAll(async () => {
    plans = await stagePlans();
  });

  it('leaves no journey stuck, and compares every figure that was published', async () => {
    const journeys = [];
    for (let index = 0; index < 4; index += 1) {
      journeys.push(await playCohortJourney('eliana', { seed: 3, index, plans }));
    }
    const { rows, stuck, outcomes } = compared('eliana', 3, journeys);
    expect(stuck).toEqual([]);
    expect(rows.map((row) => row.what)).toHaveLength(10);
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  it('is the same for the same seed', async () => {
    const play = (): ReturnType<typeof playCohortJourney> =>
      playCohortJourney('zuma-1', { seed: 5, index: 2, plans });
    expect(await play()).toEqual(await play());
  });
});
