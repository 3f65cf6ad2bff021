import { isFeverTherapy } from './fever-therapy.js';
import { type Observation, type ObservationType, ofType } from './observation.js';

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

/**
 * The observations that later grades can still need: of each type the first (assessed once is not never),
 * those within `cadenceHours` of its latest, and the first and last whose effect lasts. The result, ordered by time, does not depend on the order of arrival.
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
  const kept: ReadonlySet<Observation> = new Set([...recent, ...lastingOnes(observations)]);
  return [...kept].toSorted(
    (a, b) =>
      Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1),
  );
}
