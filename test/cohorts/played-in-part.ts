import type { Cohort } from '../../apps/partner-simulator/src/cohorts/published-cohorts.js';
import { stagePlans } from '../partner-simulator/stage-plan.js';
import { playCohortJourney } from './cohort-journey.js';

/** The patients a process plays: every `step`th from `first` to below `end`. */
export type Part = {
  readonly cohort: Cohort;
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
};

const { cohort, seed, first, step, end } = JSON.parse(process.argv[2] ?? '') as Part;
const plans = await stagePlans();
for (let index = first; index < end; index += step) {
  const journey = await playCohortJourney(cohort, { seed, index, plans });
  process.send?.({ index, journey });
}
