import { type MedicationGiven, type Observation, ofType } from './observation.js';

/** Drugs after which the absence of fever says nothing: antipyretics, interleukin blockers, corticosteroids. */
const maskingDrugs = [
  'acetaminophen',
  'paracetamol',
  'ibuprofen',
  'metamizole',
  'naproxen',
  'tocilizumab',
  'siltuximab',
  'sarilumab',
  'anakinra',
  'ruxolitinib',
  'dexamethasone',
  'methylprednisolone',
  'prednisone',
  'prednisolone',
  'hydrocortisone',
];

/** Whether a drug lowers fever or blocks cytokines. */
function masksFever(drug: string): boolean {
  const name = drug.trim().toLowerCase();
  return maskingDrugs.some((known) => name === known || name.startsWith(`${known} `));
}

/** Whether CRS no longer needs fever after a medication; premedication before the infusion does not count. */
export function isFeverTherapy({ drug, purpose }: MedicationGiven): boolean {
  return purpose !== 'premedication' && masksFever(drug);
}

/** The ids of the events by which fever is no longer required for CRS, in the order they happened. */
export function feverTherapy(observations: readonly Observation[]): readonly string[] {
  return [
    ...ofType(observations, 'vitals.recorded').filter((one) => one.data.antipyreticGiven === true),
    ...ofType(observations, 'medication.given').filter((one) => isFeverTherapy(one.data)),
  ].map((one) => one.eventId);
}
