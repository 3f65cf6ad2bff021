import { isDonorLot } from '../journey/allocation.js';
import type { Batch, BatchStatus, Evidence, JourneyState } from '../journey/state.js';
import { stages } from '../journey/vocabulary.js';
import { isAtOrAfter } from '../time/instant.js';
import type { FactData } from './fact-data.js';
import {
  changeWhere,
  evidenceOf,
  type FactRule,
  type FactRules,
  inOrder,
  latestUnder,
  outranks,
} from './fact.js';

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

const gravity: readonly BatchStatus[] = [
  'started',
  'released',
  'out-of-specification',
  'failed',
  'rejected',
  'release-withdrawn',
];

/** The graver of two words about a batch stands, whichever came first. */
export function graver(a: BatchStatus, b: BatchStatus): BatchStatus {
  return gravity.indexOf(a) >= gravity.indexOf(b) ? a : b;
}

function ended(state: JourneyState, batchId: string, status: BatchStatus): JourneyState {
  return changeBatch(state, batchId, (batch) => ({
    ...batch,
    status: graver(batch.status, status),
  }));
}

/** The manufacturer's answer to whether it supplies a batch that misses its specification. */
function supply<
  T extends 'out-of-specification.supply-approved' | 'out-of-specification.supply-refused',
>(status: 'approved' | 'refused'): FactRule<T> {
  return {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { data: { batchId, regulatorReference }, evidence }) => ({
      ...state,
      supplies: latestUnder(state.supplies, batchId, {
        status,
        ...(regulatorReference === undefined ? {} : { regulatorReference }),
        evidence,
      }),
    }),
  };
}

function isKnown(state: JourneyState, batchId: string): boolean {
  return state.batches.some((batch) => batch.batchId === batchId);
}

/** A clinical message is never parked: about an unknown batch it is kept until the batch is known. */
type Notice = JourneyState['batchNotices'][number];

function noted(state: JourneyState, event: Notice): JourneyState {
  return { ...state, batchNotices: [...state.batchNotices, event] };
}

/** What clinical messages said of batches that are known by now. */
export function withNoticesApplied(state: JourneyState): JourneyState {
  const isDue = ({ data }: Notice): boolean => isKnown(state, String(data['batchId']));
  const due = state.batchNotices.filter(isDue);
  const rest = { ...state, batchNotices: state.batchNotices.filter((one) => !isDue(one)) };
  return due.reduce(withNotice, rest);
}

function withNotice(state: JourneyState, event: Notice): JourneyState {
  const evidence = evidenceOf(event, {});
  return event.type !== 'batch.release-withdrawn'
    ? withTest(state, event.data as FactData['quality.tested'], evidence)
    : changeBatch(state, String(event.data['batchId']), (batch) => ({
        ...batch,
        status: graver(batch.status, 'release-withdrawn'),
      }));
}

/** Only final results count; of two about one sample the failed one stands. */
function withTest(
  state: JourneyState,
  data: FactData['quality.tested'],
  evidence: Evidence,
): JourneyState {
  if (data.resultStatus !== 'final') return state;
  return changeBatch(state, data.batchId, (batch) => {
    const known = batch.tests.find(
      (test) => test.test === data.test && test.sampleId === data.sampleId,
    );
    const stands =
      known !== undefined &&
      (known.passed === data.passed ? outranks(known.evidence, evidence) : !known.passed);
    if (stands) return batch;
    const others = batch.tests.filter((test) => test !== known);
    return {
      ...batch,
      tests: [...others, { ...data, evidence }].toSorted((a, b) =>
        `${a.test}/${a.sampleId}` < `${b.test}/${b.sampleId}` ? -1 : 1,
      ),
    };
  });
}

function testResult<T extends 'quality.tested' | 'quality.amended'>(): FactRule<T> {
  return {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { data, evidence, event }) =>
      isKnown(state, data.batchId) ? withTest(state, data, evidence) : noted(state, event),
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
  | 'quality.amended'
  | 'batch.released'
  | 'batch.out-of-specification'
  | 'batch.rejected'
  | 'out-of-specification.supply-approved'
  | 'out-of-specification.supply-refused'
  | 'batch.release-withdrawn'
> = {
  'material.received': {
    needs: (state, data) => {
      const isKnownMaterial = data.donationIds.every((id) =>
        state.donations.some((donation) => donation.donationId === id),
      );
      return isKnownMaterial || hasShipped(state) ? null : 'apheresis.completed';
    },
    apply: (state, { data, evidence }) => ({
      ...state,
      materialReceipts: inOrder(state.materialReceipts, { ...data, evidence }),
    }),
  },
  'material.rejected': {
    apply: (state, { data, evidence }) => ({
      ...state,
      materialRejections: inOrder(state.materialRejections, { ...data, evidence }),
    }),
  },
  'manufacturing.started': {
    apply: (state, { data, at, evidence }) => {
      const known = state.batches.find((batch) => batch.batchId === data.batchId);
      if (!outranks(evidence, known?.evidence)) return state;
      const { batchId, attempt, vectorLot } = data;
      const batch: Batch = {
        ...(known ?? { status: 'started', steps: [], tests: [], release: null, failure: null }),
        batchId,
        attempt,
        vectorLot,
        startedAt: at,
        evidence,
      };
      const { inputBagIds: bagIds } = data;
      return withNoticesApplied({
        ...state,
        batchInputs: latestUnder(state.batchInputs, batchId, { bagIds, evidence }),
        batches: [...state.batches.filter((one) => one !== known), batch].toSorted(
          (a, b) => a.attempt - b.attempt || (a.batchId < b.batchId ? -1 : 1),
        ),
        attempts: {
          ...state.attempts,
          manufacturing: Math.max(state.attempts.manufacturing, attempt),
        },
      });
    },
  },
  'manufacturing.step-completed': {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { data, at }) =>
      changeBatch(state, data.batchId, (batch) => {
        const known = batch.steps.find((one) => one.step === data.step);
        if (known !== undefined && isAtOrAfter(at, known.at)) return batch;
        const others = batch.steps.filter((one) => one !== known);
        return {
          ...batch,
          steps: [...others, { step: data.step, at }].toSorted(
            (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.step < b.step ? -1 : 1),
          ),
        };
      }),
  },
  'manufacturing.failed': {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { data, evidence }) =>
      changeBatch(state, data.batchId, (batch) => ({
        ...batch,
        status: graver(batch.status, 'failed'),
        failure: outranks(evidence, batch.failure?.evidence)
          ? { ...data, evidence }
          : batch.failure,
      })),
  },
  'quality.tested': testResult(),
  'quality.amended': testResult(),
  'batch.released': {
    needs: needsBatch,
    restsOnFacts: true,
    // A donor's lot is released for many: the patient has the unit, as its own allocation says.
    apply: (state, { data, evidence }) =>
      isDonorLot(state, data.batchId)
        ? state
        : changeBatch(state, data.batchId, (batch) => ({
            ...batch,
            status: graver(batch.status, 'released'),
            release: outranks(evidence, batch.release?.evidence)
              ? { ...data, evidence }
              : batch.release,
          })),
  },
  'batch.out-of-specification': {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { data, evidence }) =>
      ended(
        {
          ...state,
          outOfSpecification: latestUnder(state.outOfSpecification, data.batchId, {
            ...data,
            evidence,
          }),
        },
        data.batchId,
        'out-of-specification',
      ),
  },
  'batch.rejected': {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { data }) => ended(state, data.batchId, 'rejected'),
  },
  'out-of-specification.supply-approved': supply('approved'),
  'out-of-specification.supply-refused': supply('refused'),
  'batch.release-withdrawn': {
    needs: needsBatch,
    restsOnFacts: true,
    apply: (state, { event }) =>
      isKnown(state, String(event.data['batchId']))
        ? withNotice(state, event)
        : noted(state, event),
  },
};

/** Whether the collection is over and material is on its way or further. */
function hasShipped({ stage }: JourneyState): boolean {
  return stages.indexOf(stage) > stages.indexOf('leukapheresis');
}
