import type { JourneyState } from '../journey/state.js';
import { type FactRules, inOrder, latestUnder, outranks } from './fact.js';

/** One live label per bag: the latest that was applied and not voided. */
function withLabels(state: JourneyState): JourneyState {
  const live = state.labelsApplied.filter((one) => !state.labelsVoided.includes(one.labelId));
  return { ...state, labels: Object.fromEntries(live.map((one) => [one.bagId, one.labelId])) };
}

function latestEvidence(
  known: JourneyState['apheresisStarts'],
  attempt: number,
  evidence: JourneyState['apheresisStarts'][string],
): JourneyState['apheresisStarts'] {
  return outranks(evidence, known[attempt]) ? { ...known, [attempt]: evidence } : known;
}

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
      apheresisStarts: latestEvidence(state.apheresisStarts, data.attempt, evidence),
    }),
  },
  'apheresis.completed': {
    apply: (state, { data, evidence }) => {
      const known = state.donations.find((one) => one.donationId === data.donationId);
      if (!outranks(evidence, known?.evidence)) return state;
      const { donationId, attempt, completedAt, bags } = data;
      const donations = [
        ...state.donations.filter((one) => one !== known),
        { donationId, attempt, completedAt, bags, evidence },
      ];
      return {
        ...state,
        donations: donations.toSorted((a, b) => (a.donationId < b.donationId ? -1 : 1)),
      };
    },
  },
  'apheresis.failed': {
    apply: (state, { data, evidence }) => ({
      ...state,
      apheresisFailures: latestEvidence(state.apheresisFailures, data.attempt, evidence),
    }),
  },
  'collection.counted': {
    apply: (state, { data, evidence }) => ({
      ...state,
      counts: latestUnder(state.counts, data.donationId, { ...data, evidence }),
    }),
  },
  'label.applied': {
    apply: (state, { data, evidence }) =>
      withLabels({
        ...state,
        labelsApplied: inOrder(state.labelsApplied, {
          labelId: data.labelId,
          bagId: data.bagId,
          evidence,
        }),
      }),
  },
  'label.voided': {
    apply: (state, { data }) =>
      withLabels({
        ...state,
        labelsVoided: [...new Set([...state.labelsVoided, data.labelId])].toSorted(),
      }),
  },
};
