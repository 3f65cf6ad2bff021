import type { Instant } from '../time/instant.js';
import { bloodCounts } from './blood-counts.js';
import { lastKnown } from './last-known.js';
import { type Observation, ofType } from './observation.js';

/** What has to be done about a fever beside grading it, with the neutrophils that are known. */
export type FeverAdvice = {
  readonly text: string;
  readonly celsius: number;
  /** Cells per microlitre; null when they were never counted. */
  readonly neutrophils: {
    readonly perMicrolitre: number;
    readonly collectedAt: Instant;
    readonly ageHours: number;
    readonly eventId: string;
  } | null;
};

const feverFromCelsius = 38;

/** The advice on a fever that stands at `now`; null without one. */
export function feverAdvice(
  observations: readonly Observation[],
  now: Instant,
  cadenceHours: number,
): FeverAdvice | null {
  const vitals = ofType(observations, 'vitals.recorded');
  const celsius = lastKnown(vitals, ({ data }) => data.celsius, { now, cadenceHours })?.value;
  if (celsius === undefined || celsius < feverFromCelsius) return null;
  const latest = bloodCounts(observations, 'anc').at(-1);
  return {
    text: 'Assess infection now: a grade of CRS does not exclude sepsis',
    celsius,
    neutrophils:
      latest === undefined
        ? null
        : {
            perMicrolitre: latest.perMicrolitre,
            collectedAt: latest.at,
            ageHours: Math.floor((Date.parse(now) - Date.parse(latest.at)) / 3_600_000),
            eventId: latest.eventId,
          },
  };
}
