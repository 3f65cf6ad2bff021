import { changeWhere, type FactRules, outranks } from './fact.js';

/** After the infusion: discharge, follow-up visits, death. */
export const followUpFacts: FactRules<
  'patient.discharged' | 'follow-up.completed' | 'death.reported'
> = {
  'patient.discharged': { apply: (state, { at }) => ({ ...state, dischargedAt: at }) },
  'follow-up.completed': {
    apply: (state, { data, evidence }) => ({
      ...state,
      visits: changeWhere(
        state.visits,
        (visit) => visit.name === data.visit && visit.completed === null,
        (visit) => ({ ...visit, completed: evidence }),
      ),
    }),
  },
  'death.reported': {
    apply: (state, { data, evidence }) =>
      outranks(evidence, state.death?.evidence)
        ? { ...state, death: { ...data, evidence } }
        : state,
  },
};
