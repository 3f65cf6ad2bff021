import type { Arrival } from './arrival.js';
import { collection } from './clinic-collection.js';
import { eligibility } from './clinic-eligibility.js';
import { normalResult } from './screening-result.js';
import { assessment, followUpVisit } from './clinic-monitoring.js';
import { appointments } from './clinic-scheduling.js';
import { infectionCheck, infusion, lymphodepletion } from './clinic-treatment.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { answering, hours, instant, minutes, type PlannedEvent } from './planned-event.js';

/** What a clinic publishes on a request. */
export function clinicReaction(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  switch (request.type) {
    case 'eligibility.requested':
      return eligibility(request, circumstances);
    case 'appointment.requested':
      return appointments(request, circumstances);
    case 'apheresis.requested':
      return collection(request, circumstances);
    case 'lymphodepletion.authorized':
      return lymphodepletion(request, circumstances);
    case 'lymphodepletion.authorization-withdrawn':
      return infectionCheck(request, circumstances);
    case 'infusion.authorized':
      return infusion(request, circumstances);
    case 'assessment.due':
      return request.data['kind'] === 'follow-up'
        ? followUpVisit(request, circumstances)
        : assessment(request, circumstances);
    default:
      return [];
  }
}

/** The receipt of the product at the clinic, and the check for infection before lymphodepletion. */
export function clinicReceives(
  request: PartnerRequest,
  { cast, random }: Circumstances,
  siteId: string,
  arrival: Arrival,
): readonly PlannedEvent[] {
  const clinic = answering(request, cast.clinicOf(siteId), 'clinic.events.v1');
  const chance = random(`product-receipt-${request.id}`);
  const receivedAt = arrival.arrivedAt + minutes(chance.whole(30, 120));
  const bagIds = Array.isArray(request.data['bagIds']) ? request.data['bagIds'] : [];
  const collectedAt = receivedAt + hours(chance.between(2, 10));
  return [
    clinic('product-received', receivedAt + minutes(10), 'product.received', {
      coi: request.subject,
      batchId: String(request.data['batchId']),
      shipmentId: arrival.shipmentId,
      bags: bagIds.map((bagId) => ({ bagId: String(bagId), condition: 'intact' })),
      sealIntact: true,
      loggerDownloaded: true,
      minCelsius: arrival.minCelsius,
      maxCelsius: arrival.maxCelsius,
      storageLocation: `vapour-${chance.whole(1, 4)}/${chance.whole(1, 30)}`,
      receivedAt: instant(receivedAt),
      checkedBy: ['cell-processing-1', 'cell-processing-2'],
    }),
    clinic('infection-before-lymphodepletion', collectedAt + hours(4), 'screening.resulted', {
      test: 'active-infection',
      qualitative: 'negative',
      collectedAt: instant(collectedAt),
    }),
    ...cast
      .testsBeforeLymphodepletion()
      .map((test, index) =>
        clinic(
          `${test}-before-lymphodepletion`,
          collectedAt + hours(4) + (index + 1) * 1_000,
          'screening.resulted',
          { test, ...normalResult(test, chance), collectedAt: instant(collectedAt) },
        ),
      ),
  ];
}
