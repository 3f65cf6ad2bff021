import type { Fate, LeavingReason, ToxicityCourse } from '../story/fate.js';
import { type Random, randomOf } from '../story/random.js';
import {
  type Cohort,
  publishedCohort,
  type PublishedCohort,
  type PublishedDays,
  type PublishedToxicity,
} from './published-cohorts.js';
import { hazardFor } from './waiting-hazard.js';

/**
 * How long the simulated network takes from enrolment to the start of a manufacture, from collection to its start, and from
 * its end to the infusion, in days. A test of the whole simulation holds them.
 */
export const daysBesideManufacture = {
  enrolmentToStart: 12.5,
  collectionToStart: 2.1,
  endToInfusion: 8,
} as const;

const shortestManufactureDays = 6;
const draws = 2_000;

/** What a patient of a cohort draws from, worked out once from its published figures. */
type Model = {
  readonly published: PublishedCohort;
  readonly leavingPerDay: number;
  readonly failingShare: number;
};

const models = new Map<Cohort, Model>();

function modelOf(cohort: Cohort): Model {
  const known = models.get(cohort);
  if (known !== undefined) return known;
  const published = publishedCohort(cohort);
  const { enrolled, leftOtherwise, manufacturingFailed } = published;
  const random = randomOf('calibration', cohort);
  const waits = Array.from({ length: draws }, () => waitingDays(published, random));
  const model: Model = {
    published,
    leavingPerDay: hazardFor(leftOtherwise / enrolled, waits),
    failingShare: manufacturingFailed / (enrolled - leftOtherwise),
  };
  models.set(cohort, model);
  return model;
}

/** A log-normal draw with the median and spread of a published figure, in days. */
function drawnDays({ median, low, high, spread }: PublishedDays, random: Random): number {
  // The middle half of a log-normal is 2 × 0.6745 standard deviations wide, the range of a hundred draws about 5.
  const deviations = spread === 'range' ? 5 : 2 * 0.6745;
  const reach = Math.exp((Math.log(high / low) / deviations) * 2);
  const drawn = random.aroundMedian(median, median / reach, median * reach);
  return spread === 'range' ? Math.min(high, Math.max(low, drawn)) : drawn;
}

function manufactureDays(published: PublishedCohort, random: Random): number {
  const { enrolmentToStart, collectionToStart, endToInfusion } = daysBesideManufacture;
  const { enrolmentToInfusion, veinToVein } = published;
  if (veinToVein !== undefined) {
    const days = drawnDays(veinToVein, random) - collectionToStart - endToInfusion;
    return Math.max(shortestManufactureDays, days);
  }
  const whole = enrolmentToInfusion ?? otherwiseToInfusion;
  const days = drawnDays(whole, random) - enrolmentToStart - endToInfusion;
  return Math.max(shortestManufactureDays, days);
}

/** Where a cohort's own is not published its patients wait as the product's do elsewhere; it is not compared then. */
const otherwiseToInfusion = publishedCohort('eliana').enrolmentToInfusion as PublishedDays;
const otherwiseOnset = publishedCohort('eliana').crs.onset as PublishedDays;
const otherwiseDuration = publishedCohort('eliana').crs.duration as PublishedDays;

function waitingDays(published: PublishedCohort, random: Random): number {
  const { enrolmentToStart, endToInfusion } = daysBesideManufacture;
  return enrolmentToStart + manufactureDays(published, random) + endToInfusion;
}

/** The grades from 1 to the highest: below 3 in equal parts, above in the proportion of two to one. */
function peakGrade({ any, grade3OrMore, highest }: PublishedToxicity, random: Random): number {
  const severe = grade3OrMore.count / grade3OrMore.of;
  const mild = any.count / any.of - severe;
  const isFour = highest >= 4 ? 1 / 3 : 0;
  return random.weighted(
    [
      [mild / 2, 1],
      [mild / 2, 2],
      [severe * (1 - isFour), 3],
      [severe * isFour, 4],
    ],
    0,
  );
}

function courseOf(toxicity: PublishedToxicity, random: Random): ToxicityCourse {
  const grade = peakGrade(toxicity, random);
  const onsetDay = drawnDays(toxicity.onset ?? otherwiseOnset, random);
  const days = drawnDays(toxicity.duration ?? otherwiseDuration, random);
  return {
    peakGrade: grade,
    onsetDay,
    peakDay: onsetDay + days * 0.35,
    endDay: onsetDay + days,
  };
}

function reasonOf({ reasons }: PublishedCohort, random: Random): LeavingReason {
  const counted = Object.entries(reasons) as [LeavingReason, number][];
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  const weights = counted.map(([reason, count]) => [count / all, reason] as const);
  return random.weighted(weights, counted.at(-1)?.[0] ?? 'death');
}

/**
 * The fate of a patient of a published cohort: every day of waiting may be the one on which the patient leaves, so that
 * who waits longer is lost more often; the grades are the trial's, in its own scale.
 */
export function cohortFate(cohort: Cohort, seed: number, patient: string, usual: Fate): Fate {
  const { published, leavingPerDay, failingShare } = modelOf(cohort);
  const random = (purpose: string): Random => randomOf(seed, patient, cohort, purpose);
  const leaving = random('leaving');
  const afterDays = -Math.log(1 - leaving.next()) / leavingPerDay;
  return {
    ...usual,
    isIneligible: false,
    hasLowYield: false,
    failingAttempts: random('manufacture').chance(failingShare) ? 2 : 0,
    leavesWaiting: { afterDays, reason: reasonOf(published, leaving) },
    diesWaitingOnDay: null,
    bridging: bridgedAs(published, random('bridging'), usual.bridging),
    manufacturingDays: manufactureDays(published, random('manufacturing-days')),
    crs: courseOf(published.crs, random('crs')),
    icans: courseOf(published.neurotoxicity, random('neurotoxicity')),
  };
}

/** Steroids, whose wash-out is short, where a trial bridged more of its patients than is usual. */
function bridgedAs(
  { bridged }: PublishedCohort,
  random: Random,
  usual: Fate['bridging'],
): Fate['bridging'] {
  if (bridged === null) return usual;
  if (!random.chance(bridged)) return null;
  return usual ?? { modality: 'steroid', startDay: 2, endDay: 5 };
}
