import { patientOf, type Placement, type SimulatedPatient } from '../story/patient.js';
import type { Referral } from './referral.js';

/** Birth dates count back from here, so that a patient is the same in every run, whenever it takes place. */
const today = '2026-01-01';

/** The invented patient of a referral, always the same among the same placements. */
export function simulatedPatient(
  { seed, index }: Referral,
  placements: readonly [Placement, ...Placement[]],
): SimulatedPatient {
  return patientOf(seed, index, placements, today);
}
