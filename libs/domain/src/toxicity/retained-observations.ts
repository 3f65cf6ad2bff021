import { isFeverTherapy } from './fever-therapy.js';
import { countedDaily } from './blood-counts.js';
import {
  type Observation,
  type ObservationOf,
  type ObservationType,
  ofType,
} from './observation.js';

const types = [
  'vitals.recorded',
  'ice.assessed',
  'capd.assessed',
  'neurology.assessed',
] as const satisfies readonly ObservationType[];

function isLasting(observation: Observation): boolean {
  switch (observation.type) {
    case 'vitals.recorded':
      return observation.data.antipyreticGiven === true;
    case 'ice.assessed':
      return observation.data.notAssessable === 'developmental';
    case 'medication.given':
      return isFeverTherapy(observation.data);
    default:
      return false;
  }
}

/**
 * The earliest and the latest observation whose effect on grading lasts, of each type: the latest tells whether there was
 * one since the infusion, whenever the infusion becomes known.
 */
function lastingOnes(observations: readonly Observation[]): readonly Observation[] {
  return ([...types, 'medication.given'] as const).flatMap((type) => {
    const lasting = ofType(observations, type).filter(isLasting);
    return [...lasting.slice(0, 1), ...lasting.slice(-1)];
  });
}

/** For how many days before the latest result of a test its results are kept: what grading counts are thirty days. */
const daysOfCounts = 35;
const daysOfOthers = 7;
const dayMs = 86_400_000;

type Result = ObservationOf<'laboratory.resulted'>;

/** Of results of one test on one day the lowest, for counts, or else the latest. */
function oneADay(results: readonly Result[], isCount: boolean): readonly Result[] {
  const days = new Map<string, Result>();
  for (const result of results) {
    const day = new Date(result.happenedAt).toISOString().slice(0, 10);
    const known = days.get(day);
    const isLower = (result.data.value ?? Infinity) < (known?.data.value ?? Infinity);
    if (known === undefined || !isCount || isLower) days.set(day, result);
  }
  return [...days.values()];
}

/** Of each test the first result (what it was before), and one a day for as long as grading looks back. */
function retainedResults(observations: readonly Observation[]): readonly Observation[] {
  const results = ofType(observations, 'laboratory.resulted');
  const tests = [...new Set(results.map(({ data }) => data.test))];
  return tests.flatMap((test) => {
    const isCount = countedDaily.includes(test);
    const ofTest = results.filter(({ data }) => data.test === test);
    const latest = ofTest.at(-1);
    if (latest === undefined) return [];
    const days = isCount ? daysOfCounts : daysOfOthers;
    const oldest = Date.parse(latest.happenedAt) - days * dayMs;
    const recent = ofTest.filter(({ happenedAt }) => Date.parse(happenedAt) >= oldest);
    return [...ofTest.slice(0, 1), ...oneADay(recent, isCount), latest];
  });
}

/**
 * The observations that later grades can still need: of each type the first (assessed once is not never),
 * those within `cadenceHours` of its latest, and the first and last whose effect lasts; of results of the laboratory the first
 * of each test and one a day. The result, ordered by time, does not depend on the order of arrival.
 */
export function retainedObservations(
  observations: readonly Observation[],
  cadenceHours: number,
): readonly Observation[] {
  const recent = types.flatMap((type) => {
    const ordered = ofType(observations, type);
    const latest = ordered.at(-1)?.happenedAt;
    if (latest === undefined) return [];
    const oldest = Date.parse(latest) - cadenceHours * 3_600_000;
    return ordered.filter((one, index) => index === 0 || Date.parse(one.happenedAt) >= oldest);
  });
  const kept: ReadonlySet<Observation> = new Set([
    ...recent,
    ...lastingOnes(observations),
    ...retainedResults(observations),
  ]);
  return [...kept].toSorted(
    (a, b) =>
      Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1),
  );
}
