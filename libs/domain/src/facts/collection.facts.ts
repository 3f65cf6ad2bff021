import { type FactRules, latestUnder } from './fact.js';

/** Leukapheresis: attempts, donations, cell counts and the labels on the bags. */
export const collectionFacts: FactRules<
  | 'apheresis.started'
  | 'apheresis.completed'
  | 'apheresis.failed'
  | 'collection.counted'
  | 'label.applied'
  | 'label.voided'
> = {
  'apheresis.started': {
    apply: (state, { data, evidence }) => ({
      ...state,
      apheresisStarts: { ...state.apheresisStarts, [data.attempt]: evidence },
    }),
  },
  'apheresis.completed': {
    apply: (state, { data, evidence }) => {
      if (state.donations.some((known) => known.donationId === data.donationId)) return state;
      const { donationId, attempt, completedAt, bags } = data;
      const donations = [...state.donations, { donationId, attempt, completedAt, bags, evidence }];
      return {
        ...state,
        donations: donations.toSorted((a, b) => (a.donationId < b.donationId ? -1 : 1)),
      };
    },
  },
  'apheresis.failed': {
    apply: (state, { data, evidence }) => ({
      ...state,
      apheresisFailures: { ...state.apheresisFailures, [data.attempt]: evidence },
    }),
  },
  'collection.counted': {
    apply: (state, { data, evidence }) => ({
      ...state,
      counts: latestUnder(state.counts, data.donationId, { ...data, evidence }),
    }),
  },
  'label.applied': {
    apply: (state, { data }) => ({
      ...state,
      labels: { ...state.labels, [data.bagId]: data.labelId },
    }),
  },
  'label.voided': {
    apply: (state, { data }) => {
      if (state.labels[data.bagId] !== data.labelId) return state;
      const { [data.bagId]: voided, ...labels } = state.labels;
      return voided === undefined ? state : { ...state, labels };
    },
  },
};
