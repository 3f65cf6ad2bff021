import type { Batch, JourneyState } from '../journey/state.js';
import { changeWhere, type FactRule, type FactRules, outranks } from './fact.js';

function changeBatch(
  state: JourneyState,
  batchId: string,
  change: (batch: Batch) => Batch,
): JourneyState {
  return {
    ...state,
    batches: changeWhere(state.batches, (batch) => batch.batchId === batchId, change),
  };
}

function needsBatch(state: JourneyState, data: { readonly batchId: string }): string | null {
  return state.batches.some((batch) => batch.batchId === data.batchId)
    ? null
    : 'manufacturing.started';
}

function endsAs<
  T extends 'batch.out-of-specification' | 'batch.rejected' | 'batch.release-withdrawn',
>(status: 'out-of-specification' | 'rejected' | 'release-withdrawn'): FactRule<T> {
  return {
    needs: needsBatch,
    apply: (state, { data }) => changeBatch(state, data.batchId, (batch) => ({ ...batch, status })),
  };
}

/** From the arrival of the material to the release of the batch. */
export const manufacturingFacts: FactRules<
  | 'material.received'
  | 'material.rejected'
  | 'manufacturing.started'
  | 'manufacturing.step-completed'
  | 'manufacturing.failed'
  | 'quality.tested'
  | 'batch.released'
  | 'batch.out-of-specification'
  | 'batch.rejected'
  | 'batch.release-withdrawn'
> = {
  'material.received': {
    apply: (state, { data, evidence }) => ({
      ...state,
      materialReceipts: [...state.materialReceipts, { ...data, evidence }],
    }),
  },
  'material.rejected': { apply: (state) => state },
  'manufacturing.started': {
    apply: (state, { data, at, evidence }) => {
      if (state.batches.some((batch) => batch.batchId === data.batchId)) return state;
      const batch: Batch = {
        batchId: data.batchId,
        attempt: data.attempt,
        vectorLot: data.vectorLot,
        startedAt: at,
        status: 'started',
        steps: [],
        tests: [],
        release: null,
        failure: null,
        evidence,
      };
      return {
        ...state,
        batches: [...state.batches, batch].toSorted(
          (a, b) => a.attempt - b.attempt || (a.batchId < b.batchId ? -1 : 1),
        ),
        attempts: {
          ...state.attempts,
          manufacturing: Math.max(state.attempts.manufacturing, data.attempt),
        },
      };
    },
  },
  'manufacturing.step-completed': {
    needs: needsBatch,
    apply: (state, { data, at }) =>
      changeBatch(state, data.batchId, (batch) =>
        batch.steps.some((known) => known.step === data.step)
          ? batch
          : {
              ...batch,
              steps: [...batch.steps, { step: data.step, at }].toSorted(
                (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.step < b.step ? -1 : 1),
              ),
            },
      ),
  },
  'manufacturing.failed': {
    needs: needsBatch,
    apply: (state, { data, evidence }) =>
      changeBatch(state, data.batchId, (batch) => ({
        ...batch,
        status: 'failed',
        failure: { ...data, evidence },
      })),
  },
  'quality.tested': {
    needs: needsBatch,
    apply: (state, { data, evidence }) =>
      changeBatch(state, data.batchId, (batch) => {
        if (data.resultStatus !== 'final') return batch;
        const known = batch.tests.find(
          (test) => test.test === data.test && test.sampleId === data.sampleId,
        );
        if (!outranks(evidence, known?.evidence)) return batch;
        const others = batch.tests.filter((test) => test !== known);
        return {
          ...batch,
          tests: [...others, { ...data, evidence }].toSorted((a, b) =>
            `${a.test}/${a.sampleId}` < `${b.test}/${b.sampleId}` ? -1 : 1,
          ),
        };
      }),
  },
  'batch.released': {
    needs: needsBatch,
    apply: (state, { data, evidence }) =>
      changeBatch(state, data.batchId, (batch) => ({
        ...batch,
        status: batch.status === 'started' ? 'released' : batch.status,
        release: { ...data, evidence },
      })),
  },
  'batch.out-of-specification': endsAs('out-of-specification'),
  'batch.rejected': endsAs('rejected'),
  'batch.release-withdrawn': endsAs('release-withdrawn'),
};
