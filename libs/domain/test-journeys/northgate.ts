import type { Enrolment } from '../src/journey/enrolment.js';
import type { RuleSlice } from '../src/rules/rule-slice.js';

/** When the patient of a told journey is enrolled. */
export const enrolledAt = '2026-03-02T09:00:00.000Z';

/** A second journey's identifier, for material that belongs to somebody else. */
export const anotherJourneyId = 'J00000000000000000000000002X';

/** The partners of a told journey by the parts they play. */
export const partners: Enrolment['partners'] = {
  clinic: { id: 'northgate-clinic', source: 'urn:v2v:site:northgate' },
  laboratory: { id: 'northgate-lab', source: 'urn:v2v:lab:northgate-lab' },
  manufacturer: { id: 'maker', source: 'urn:v2v:manufacturer:maker' },
  qualityLaboratory: { id: 'maker-qc', source: 'urn:v2v:lab:maker-qc' },
  courier: { id: 'polar-courier', source: 'urn:v2v:courier:polar-courier' },
};

/** An enrolment at Northgate under the given rules; the patient fits the indication. */
export function enrolmentUnder(rules: RuleSlice, changes: Partial<Enrolment> = {}): Enrolment {
  return {
    journeyId: 'J00000000000000000000000001K',
    environment: 'demonstration',
    programme: 'commercial',
    referralId: 'R-1',
    course: 1,
    previousJourneyId: null,
    sites: { treating: 'northgate', collection: 'northgate' },
    zone: 'America/New_York',
    jurisdiction: rules.jurisdiction,
    siteQualified: true,
    identityRecorded: true,
    indication: rules.indication,
    product: rules.product.id,
    diseaseStatus: 'relapsed',
    ageYears: rules.eligibility.ageYears?.min === undefined ? 14 : 54,
    weightKg: 48,
    priorLines: Math.max(2, rules.eligibility.priorTherapies[0]?.minimumLines ?? 0),
    rules,
    partners,
    enrolledBy: { id: 'coordinator-1', role: 'coordinator' },
    enrolledAt,
    ...changes,
  };
}
