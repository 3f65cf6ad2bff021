import type { JourneyState } from '../journey/state.js';
import { isBefore } from '../time/instant.js';

/** Where the patient is as far as anybody told: in a hospital, at home, or not known. */
export type Setting = 'inpatient' | 'outpatient' | 'unknown';

/** Where the patient is now. */
export function settingOf({ clinical, dischargedAt }: JourneyState): Setting {
  const admittedAt = clinical.stay?.evidence.happenedAt;
  if (admittedAt === undefined) return dischargedAt === null ? 'unknown' : 'outpatient';
  return dischargedAt === null || isBefore(dischargedAt, admittedAt) ? 'inpatient' : 'outpatient';
}

/** How often a patient is assessed, in hours. */
export type Cadence = { readonly hours: number };

/** The cadence of assessments now: that of the product. */
export function cadenceOf(state: JourneyState): Cadence {
  return { hours: state.rules.monitoring.cadenceHours };
}
