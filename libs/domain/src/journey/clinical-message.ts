import type { FactData } from '../facts/fact-data.js';
import type { JourneyEvent } from './event.js';

const clinicalTypes: readonly string[] = [
  'vitals.recorded',
  'ice.assessed',
  'capd.assessed',
  'neurology.assessed',
  'checkin.completed',
  'medication.given',
  'laboratory.resulted',
  'adverse-event.reported',
  'infusion.reaction-reported',
  'patient.admitted',
  'safety-switch.activated',
  'death.reported',
  'batch.release-withdrawn',
  'lot.recalled',
];

/** A final result that says a batch is not sterile. */
export function isFailedSterility({
  test,
  resultStatus,
  passed,
}: Pick<FactData['quality.tested'], 'test' | 'resultStatus' | 'passed'>): boolean {
  return test === 'sterility' && resultStatus === 'final' && !passed;
}

/** Whether a message is about the patient's safety now: it is applied in any stage and never parked. */
export function isClinicalMessage({ type, data }: Pick<JourneyEvent, 'type' | 'data'>): boolean {
  return (
    clinicalTypes.includes(type) ||
    ((type === 'quality.tested' || type === 'quality.amended') &&
      isFailedSterility(data as FactData['quality.tested']))
  );
}
