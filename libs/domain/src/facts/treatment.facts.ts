import type { Evidence, Infusion, JourneyState } from '../journey/state.js';
import { changeWhere, type FactRules, latestUnder } from './fact.js';

function changeInfusion(
  state: JourneyState,
  bag: { readonly batchId: string; readonly bagId: string; readonly doseNumber?: number },
  evidence: Evidence,
  change: Partial<Infusion>,
): JourneyState {
  const known = state.infusions.some((infusion) => infusion.bagId === bag.bagId);
  const infusions: readonly Infusion[] = known
    ? state.infusions
    : [
        ...state.infusions,
        {
          batchId: bag.batchId,
          bagId: bag.bagId,
          doseNumber: bag.doseNumber ?? 1,
          thawedAt: null,
          startedAt: null,
          completedAt: null,
          stopped: null,
          evidence,
        },
      ].toSorted((a, b) => (a.bagId < b.bagId ? -1 : 1));
  return {
    ...state,
    infusions: changeWhere(
      infusions,
      (infusion) => infusion.bagId === bag.bagId,
      (infusion) => ({
        ...infusion,
        ...change,
        doseNumber: bag.doseNumber ?? infusion.doseNumber,
      }),
    ),
  };
}

function withDecisionsVoided(state: JourneyState, types: readonly string[]): JourneyState {
  return {
    ...state,
    decisions: state.decisions.filter((decision) => !types.includes(decision.type)),
  };
}

/** Product on site, bridging, lymphodepletion, infusion. */
export const treatmentFacts: FactRules<
  | 'product.received'
  | 'bag.damaged'
  | 'medicine-stock.confirmed'
  | 'medicine-stock.withdrawn'
  | 'bridging.started'
  | 'bridging.completed'
  | 'lymphodepletion.started'
  | 'lymphodepletion.dose-given'
  | 'lymphodepletion.completed'
  | 'lymphodepletion.held'
  | 'product.thawed'
  | 'infusion.started'
  | 'infusion.completed'
  | 'infusion.stopped'
> = {
  'product.received': {
    needs: (state, data) =>
      state.batches.some((batch) => batch.batchId === data.batchId)
        ? null
        : 'manufacturing.started',
    apply: (state, { data, evidence }) => ({
      ...state,
      productReceipts: [...state.productReceipts, { ...data, evidence }],
    }),
  },
  'bag.damaged': {
    apply: (state, { data }) => ({
      ...state,
      damagedBags: [...new Set([...state.damagedBags, data.bagId])].toSorted(),
    }),
  },
  'medicine-stock.confirmed': {
    apply: (state, { data, evidence }) => ({
      ...state,
      medicineStock: latestUnder(state.medicineStock, data.drug, { doses: data.doses, evidence }),
    }),
  },
  'medicine-stock.withdrawn': {
    apply: (state, { data, evidence }) => ({
      ...state,
      medicineStock: latestUnder(state.medicineStock, data.drug, { doses: 0, evidence }),
    }),
  },
  'bridging.started': {
    apply: (state, { data, at, evidence }) => ({
      ...state,
      bridging: {
        modality: data.modality,
        planned: state.bridging?.planned ?? false,
        startedAt: at,
        lastDoseAt: state.bridging?.lastDoseAt ?? null,
        completedAt: state.bridging?.completedAt ?? null,
        evidence: [...(state.bridging?.evidence ?? []), evidence.eventId],
      },
    }),
  },
  'bridging.completed': {
    apply: (state, { data, at, evidence }) => ({
      ...state,
      bridging: {
        modality: data.modality,
        planned: state.bridging?.planned ?? false,
        startedAt: state.bridging?.startedAt ?? null,
        lastDoseAt: data.lastDoseAt ?? at,
        completedAt: at,
        evidence: [...(state.bridging?.evidence ?? []), evidence.eventId],
      },
    }),
  },
  'lymphodepletion.started': {
    apply: (state, { data, at, evidence }) => {
      const known = state.lymphodepletion;
      const isRepeat = known !== null && known.attempt < state.attempts.lymphodepletion;
      return {
        ...state,
        lymphodepletion: {
          attempt: Math.max(1, state.attempts.lymphodepletion),
          regimen: data.regimen,
          startedAt: at,
          dosesGiven: isRepeat ? 0 : (known?.dosesGiven ?? 0),
          completedAt: isRepeat ? null : (known?.completedAt ?? null),
          evidence: [...(isRepeat ? [] : (known?.evidence ?? [])), evidence.eventId],
        },
      };
    },
  },
  'lymphodepletion.dose-given': {
    needs: (state) => (state.lymphodepletion === null ? 'lymphodepletion.started' : null),
    apply: (state) =>
      state.lymphodepletion === null
        ? state
        : {
            ...state,
            lymphodepletion: {
              ...state.lymphodepletion,
              dosesGiven: state.lymphodepletion.dosesGiven + 1,
            },
          },
  },
  'lymphodepletion.completed': {
    needs: (state) => (state.lymphodepletion === null ? 'lymphodepletion.started' : null),
    apply: (state, { data, evidence }) =>
      state.lymphodepletion === null
        ? state
        : {
            ...state,
            lymphodepletion: {
              ...state.lymphodepletion,
              completedAt: data.completedAt,
              evidence: [...state.lymphodepletion.evidence, evidence.eventId],
            },
          },
  },
  'lymphodepletion.held': {
    apply: (state) => withDecisionsVoided(state, ['authorize-lymphodepletion']),
  },
  'product.thawed': {
    apply: (state, { data, evidence }) =>
      changeInfusion(state, data, evidence, { thawedAt: data.thawedAt }),
  },
  'infusion.started': {
    apply: (state, { data, at, evidence }) =>
      changeInfusion(state, data, evidence, { startedAt: at }),
  },
  'infusion.completed': {
    apply: (state, { data, at, evidence }) =>
      changeInfusion(state, data, evidence, { completedAt: at }),
  },
  'infusion.stopped': {
    apply: (state, { data, at, evidence }) =>
      changeInfusion(state, data, evidence, { stopped: { at, reason: data.reason } }),
  },
};
