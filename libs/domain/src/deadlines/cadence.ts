import { firstInfusionAt, type JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';

/** Where the patient is as far as anybody told: in a hospital, at home, or not known. */
export type Setting = 'inpatient' | 'outpatient' | 'unknown';

/** Where the patient is now. */
export function settingOf({ clinical, dischargedAt }: JourneyState): Setting {
  const admittedAt = clinical.stay?.evidence.happenedAt;
  if (admittedAt === undefined) return dischargedAt === null ? 'unknown' : 'outpatient';
  return dischargedAt === null || isBefore(dischargedAt, admittedAt) ? 'inpatient' : 'outpatient';
}

/** Hours between assessments in hospital in the first week, and of a graded patient anywhere; general practice, from memory. */
const closeHours = 4;

/** Days after the infusion for which a patient in hospital is assessed so closely; general practice, from memory: 7 to 10. */
const closeDays = 7;

/** How often a patient is assessed, in hours. */
export type Cadence = { readonly hours: number };

/**
 * The cadence of assessments after the last one, which was at `assessedAt`: that of the product, closer in hospital in the
 * first week and wherever a grade stands. A product whose own cadence is closer keeps it.
 */
export function cadenceOf(state: JourneyState, assessedAt: Instant | null): Cadence {
  const { cadenceHours } = state.rules.monitoring;
  const isClose = isGraded(state) || isFirstWeekInHospital(state, assessedAt);
  return { hours: isClose ? Math.min(cadenceHours, closeHours) : cadenceHours };
}

function isGraded({ toxicity: { crs, icans } }: JourneyState): boolean {
  return [crs, icans].some((course) => (course?.grade ?? 0) > 0);
}

function isFirstWeekInHospital(state: JourneyState, assessedAt: Instant | null): boolean {
  const infusedAt = firstInfusionAt(state);
  if (settingOf(state) !== 'inpatient' || infusedAt === undefined) return false;
  return isBefore(assessedAt ?? infusedAt, plusDays(infusedAt, closeDays));
}
