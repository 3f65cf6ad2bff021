import { parentPort, workerData } from 'node:worker_threads';
import type { Cohort } from '../../apps/partner-simulator/src/cohorts/published-cohorts.js';
import { stagePlans } from '../partner-simulator/stage-plan.js';
import { playCohortJourney } from './cohort-journey.js';

/** The patients a thread plays: every `step`th from `first` to below `end`. */
export type Part = {
  readonly cohort: Cohort;
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
};

const { cohort, seed, first, step, end } = workerData as Part;
const plans = await stagePlans();
for (let index = first; index < end; index += step) {
  const journey = await playCohortJourney(cohort, { seed, index, plans });
  parentPort?.postMessage({ index, journey });
}
