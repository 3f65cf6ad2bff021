import { changeWhere, type FactRules, outranks, stating } from './fact.js';

/** After the infusion: discharge, follow-up visits, death. */
export const followUpFacts: FactRules<
  'patient.discharged' | 'follow-up.completed' | 'death.reported'
> = {
  'patient.discharged': {
    apply: (state, { at, evidence }) =>
      stating(state, 'discharge', evidence, (told) => ({ ...told, dischargedAt: at })),
  },
  'follow-up.completed': {
    needs: (state) => (state.calendar === null ? 'infusion.started' : null),
    apply: (state, { data, evidence }) => ({
      ...state,
      visits: changeWhere(
        state.visits,
        (visit) => visit.name === data.visit && outranks(evidence, visit.completed ?? undefined),
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
