import type { JourneyState } from '../journey/state.js';
import type { FactRule, FactRules } from './fact.js';
import { latestUnder, outranks, stating } from './fact.js';

type CoverageType =
  | 'coverage.requested'
  | 'coverage.approved'
  | 'coverage.denied'
  | 'coverage.appealed'
  | 'coverage.expired';

function coverage<T extends CoverageType>(
  status: JourneyState['coverage'][string]['status'],
): FactRule<T> {
  return {
    apply: (state, { data, evidence }) => {
      let known = state.coverage;
      const validUntil = 'validUntil' in data ? { validUntil: data.validUntil } : {};
      for (const covered of data.covers) {
        known = latestUnder(known, covered, { status, ...validUntil, evidence });
      }
      return { ...state, coverage: known };
    },
  };
}

/** Referral and eligibility: measurements, screening, medication, consent and coverage. */
export const eligibilityFacts: FactRules<
  | 'identifier.assigned'
  | 'patient.measured'
  | 'screening.resulted'
  | 'medication.recorded'
  | 'eligibility.assessed'
  | 'consent.signed'
  | 'consent.withdrawn'
  | CoverageType
> = {
  'identifier.assigned': {
    apply: (state, { data: { system, value } }) => {
      const others = state.assignedIdentifiers.filter(
        (one) => one.system !== system || one.value !== value,
      );
      return {
        ...state,
        assignedIdentifiers: [...others, { system, value }].toSorted((a, b) =>
          `${a.value} ${a.system}` < `${b.value} ${b.system}` ? -1 : 1,
        ),
      };
    },
  },
  'patient.measured': {
    apply: (state, { data, evidence }) =>
      stating(state, 'weight', evidence, (told) => ({ ...told, weightKg: data.weightKg })),
  },
  'screening.resulted': {
    apply: (state, { data, evidence }) => ({
      ...state,
      screening: latestUnder(state.screening, data.test, { ...data, evidence }),
    }),
  },
  'medication.recorded': {
    apply: (state, { data, evidence }) => ({
      ...state,
      medications: latestUnder(state.medications, data.drug, { ...data, evidence }),
    }),
  },
  'eligibility.assessed': {
    apply: (state, { data, evidence }) =>
      outranks(evidence, state.assessment?.evidence)
        ? { ...state, assessment: { ...data, evidence } }
        : state,
  },
  'consent.signed': {
    apply: (state, { data, evidence }) => ({
      ...state,
      consents: latestUnder(state.consents, data.scope, { given: true, evidence }),
    }),
  },
  'consent.withdrawn': {
    apply: (state, { data, evidence }) => ({
      ...state,
      consents: latestUnder(state.consents, data.scope, { given: false, evidence }),
    }),
  },
  'coverage.requested': coverage('requested'),
  'coverage.appealed': coverage('appealed'),
  'coverage.approved': coverage('approved'),
  'coverage.denied': coverage('denied'),
  'coverage.expired': coverage('expired'),
};
