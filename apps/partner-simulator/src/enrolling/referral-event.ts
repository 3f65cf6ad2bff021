import { type Referral, referralNumber } from '../journeys/referral.js';
import type { StoryPartner } from '../story/partner-request.js';
import type { SimulatedPatient } from '../story/patient.js';
import { instant, type PlannedEvent } from '../story/planned-event.js';

/** The event with which a clinic refers a patient at `at`, journey time in epoch milliseconds; nobody asked for it. */
export function referralEvent(
  referral: Referral,
  patient: SimulatedPatient,
  clinic: StoryPartner,
  at: number,
): PlannedEvent {
  const referralId = referralNumber(referral);
  const { siteId, indication, diseaseStatus, product, ageYears, weightKg, priorLines } = patient;
  const id = `${referralId}/referred`;
  return {
    topic: 'clinic.events.v1',
    id,
    source: clinic.source,
    type: 'patient.referred',
    subject: referralId,
    time: instant(at),
    requestid: id,
    data: {
      referralId,
      siteId,
      indication,
      programme: 'commercial',
      diseaseStatus,
      requestedProduct: product,
      ageYears,
      weightKg,
      priorLines,
    },
  };
}
