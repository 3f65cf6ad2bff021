import { nothingAllocated } from '../journey/allocation.js';
import { nothingReported } from '../journey/clinical-course.js';
import type { FactState, JourneyState } from '../journey/state.js';
import { type FactField, factFields } from './fact-fields.js';

/** The facts of a state. */
export function factStateOf(state: JourneyState): FactState {
  const { manufacturing, lymphodepletion } = state.attempts;
  const completed = state.visits.flatMap(({ name, completed: by }) =>
    by === null ? [] : [[name, by] as const],
  );
  return {
    ...(Object.fromEntries(factFields.map((field) => [field, state[field]])) as Pick<
      JourneyState,
      FactField
    >),
    attempts: { manufacturing, lymphodepletion },
    visitsCompleted: Object.fromEntries(completed),
  };
}

/** A state with other facts. */
export function withFactState(state: JourneyState, facts: FactState): JourneyState {
  const { attempts, visitsCompleted, ...rest } = facts;
  return {
    ...state,
    ...rest,
    attempts: { ...state.attempts, ...attempts },
    visits: state.visits.map((visit) => ({
      ...visit,
      completed: visitsCompleted[visit.name] ?? null,
    })),
  };
}

/** The facts before anything is told. */
export function noFacts({ weightKg }: { readonly weightKg: number }): FactState {
  return {
    weightKg,
    assignedIdentifiers: [],
    statements: {},
    screening: {},
    medications: {},
    assessment: null,
    consents: {},
    coverage: {},
    appointments: {},
    slots: {},
    apheresisStarts: {},
    apheresisFailures: {},
    donations: [],
    counts: {},
    labels: {},
    labelsApplied: [],
    labelsVoided: [],
    shipments: [],
    assessments: {},
    materialReceipts: [],
    materialRejections: [],
    batches: [],
    batchNotices: [],
    outOfSpecification: {},
    supplies: {},
    batchInputs: {},
    troubles: {},
    allocation: nothingAllocated,
    storage: {},
    productReceipts: [],
    damagedBags: [],
    medicineStock: {},
    bridging: null,
    lymphodepletion: null,
    infusions: [],
    dischargedAt: null,
    death: null,
    recalls: {},
    siteStandings: {},
    clinical: nothingReported,
    attempts: { manufacturing: 0, lymphodepletion: 0 },
    visitsCompleted: {},
  };
}
