import type { SimulatedPatient } from '../../apps/partner-simulator/src/story/patient.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { type RuleSlice, sliceFor } from '#products/products.js';

/** The rules under which a simulated patient would be enrolled at an instant of journey time. */
export function rulesOf(
  { siteId, product, indication }: SimulatedPatient,
  at: string,
  registry: PartnerRegistry,
): RuleSlice {
  const jurisdiction = registry.siteById(siteId)?.jurisdiction ?? '';
  return sliceFor({ product, indication, jurisdiction, date: at });
}

/** The enrolment of a simulated patient at an instant of journey time, as the API would write it. */
export function enrolmentOf(
  patient: SimulatedPatient,
  journey: { readonly journeyId: string; readonly rules: RuleSlice; readonly at: string },
  registry: PartnerRegistry,
): Enrolment {
  const { siteId, indication, product, diseaseStatus, ageYears, weightKg, priorLines } = patient;
  const { journeyId, rules, at } = journey;
  return {
    journeyId,
    environment: 'demonstration',
    programme: 'commercial',
    course: 1,
    previousJourneyId: null,
    sites: { treating: siteId, collection: siteId },
    zone: registry.siteById(siteId)?.zone ?? 'UTC',
    jurisdiction: rules.jurisdiction,
    siteQualified: true,
    identityRecorded: true,
    indication,
    product,
    diseaseStatus,
    ageYears,
    weightKg,
    priorLines,
    rules,
    partners: registry.partnersFor(siteId, product),
    enrolledBy: { id: `coordinator-${siteId}`, role: 'coordinator' },
    enrolledAt: at,
  };
}
