import { type Fate, fateOf, kindFate } from '../story/fate.js';
import type { Circumstances } from '../story/partner-request.js';
import { patientKey, type Placement, type SimulatedPatient } from '../story/patient.js';
import { type Random, randomOf } from '../story/random.js';

/** Who a journey is about, as far as the simulator decides it: the patient if it is its own, and what will happen. */
export type Persona = Pick<Circumstances, 'random'> & {
  readonly patient: SimulatedPatient | null;
  readonly fate: Fate;
};

/** Journey ids are drawn anew in every run; without them the same patient has the same chances in each. */
function seeded(seed: number, key: string, journeyId: string): (purpose: string) => Random {
  return (purpose) => randomOf(seed, key, purpose.replaceAll(journeyId, ''));
}

/** The persona of a patient whom the simulator enrolled. */
export function ownPersona(seed: number, patient: SimulatedPatient, journeyId: string): Persona {
  return {
    patient,
    fate: patient.fate,
    random: seeded(seed, patientKey(patient.index), journeyId),
  };
}

/** The persona of a patient whom somebody else enrolled: nothing bad happens that nobody asked for. */
export function strangerPersona(
  seed: number,
  { product }: Pick<Placement, 'product'>,
  journeyId: string,
): Persona {
  return {
    patient: null,
    fate: kindFate(fateOf(seed, journeyId, product)),
    random: seeded(seed, 'stranger', ''),
  };
}
