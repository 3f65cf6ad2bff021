import type { Circumstances } from './partner-request.js';
import { type answering, instant, type PlannedEvent } from './planned-event.js';
import type { Random } from './random.js';
import {
  capdAssessment,
  gradeOn,
  iceItems,
  iceScore,
  neurology,
  vitalSigns,
} from './toxicity-course.js';

const capdBelowAgeYears = 12;

/** A look at a patient: `at` in epoch milliseconds, `day` since the infusion, and what names it among the answers. */
export type Look = {
  readonly at: number;
  readonly day: number;
  readonly ageYears: number;
  readonly name?: string;
};

/** What is found in one look for toxicity: vital signs, the score for the age and a neurological examination. */
export function signsFound(
  clinic: ReturnType<typeof answering>,
  { fate, random }: Circumstances,
  chance: Random,
  { at, day, ageYears, name }: Look,
): readonly PlannedEvent[] {
  const named = (step: string): string => (name === undefined ? step : `${step}-${name}`);
  const leadingAxis = random('crs-axis').pick(['pressure', 'oxygen'] as const);
  const icans = gradeOn(fate.icans, day);
  return [
    clinic(named('vitals'), at, 'vitals.recorded', {
      ...vitalSigns(gradeOn(fate.crs, day), leadingAxis, chance),
      measuredAt: instant(at),
    }),
    ageYears < capdBelowAgeYears
      ? clinic(named('capd'), at, 'capd.assessed', {
          ...capdAssessment(icans, chance),
          assessedAt: instant(at),
        })
      : clinic(named('ice'), at, 'ice.assessed', iceItems(iceScore(icans, chance))),
    clinic(named('neurology'), at, 'neurology.assessed', neurology(icans)),
  ];
}
