import { changeWhere } from '../facts/fact.js';
import { graver } from '../facts/manufacturing.facts.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { isDonorLot, unitOfLot } from '../journey/allocation.js';
import type { JourneyState } from '../journey/state.js';
import { isAtOrAfter } from '../time/instant.js';
import type { Mark } from './told.js';

/** The state after what a person or a stage changed among the facts. */
export function applyMark(state: JourneyState, mark: Mark): JourneyState {
  switch (mark.kind) {
    case 'course':
      return { ...state, attempts: { ...state.attempts, lymphodepletion: mark.attempt } };
    case 'bridging-planned':
      return {
        ...state,
        bridging: {
          startedAt: null,
          lastDoseAt: null,
          completedAt: null,
          evidence: [],
          ...state.bridging,
          modality: mark.modality,
          planned: true,
        },
      };
    case 'discharged':
      return { ...state, dischargedAt: mark.at };
    case 'accepted':
      return accepted(state, mark.batchId);
    case 'disposed':
      return disposed(state, mark);
  }
}

/** A batch that missed its specification is released as it was described when it was accepted. */
function accepted(state: JourneyState, batchId: string): JourneyState {
  const described = state.outOfSpecification[batchId];
  if (described === undefined) return state;
  const { deviations: _missed, ...release } = described;
  return {
    ...state,
    batches: changeWhere(
      state.batches,
      (batch) => batch.batchId === batchId && batch.status === 'out-of-specification',
      (batch) => ({
        ...batch,
        status: 'released',
        release: { ...release, releaseType: 'exceptional', pendingTests: [] },
      }),
    ),
  };
}

/** The excursions disposed of as far as they were known; a product rejected on its way can no longer be given. */
function disposed(
  state: JourneyState,
  { shipmentId, disposition, excursions, lostBatchId }: Extract<Mark, { kind: 'disposed' }>,
): JourneyState {
  return {
    ...state,
    shipments: changeWhere(
      state.shipments,
      (one) => sameIdentifier(one.shipmentId, shipmentId),
      (one) => ({
        ...one,
        excursions: changeWhere(
          one.excursions,
          (excursion) =>
            excursion.disposition === null &&
            excursions.some(
              (known) =>
                known.deviceId === excursion.deviceId &&
                isAtOrAfter(known.since, excursion.since) &&
                isAtOrAfter(excursion.since, known.since) &&
                known.worstCelsius >= excursion.worstCelsius,
            ),
          (excursion) => ({ ...excursion, disposition }),
        ),
      }),
    ),
    // Of a donor's lot the unit is lost and not the lot.
    damagedBags: [...new Set([...state.damagedBags, ...unitLost(state, lostBatchId)])],
    batches: changeWhere(
      state.batches,
      (batch) => batch.batchId === lostBatchId && !isDonorLot(state, batch.batchId),
      (batch) => ({ ...batch, status: graver(batch.status, 'rejected') }),
    ),
  };
}

function unitLost(state: JourneyState, lostBatchId: string | null): readonly string[] {
  return lostBatchId !== null && isDonorLot(state, lostBatchId)
    ? [unitOfLot(state, lostBatchId)?.unitId ?? []].flat()
    : [];
}

/** A state in which something was marked among the facts, and remembered there. */
export function withMark(state: JourneyState, mark: Mark): JourneyState {
  const marked = applyMark(state, mark);
  return { ...marked, told: { ...marked.told, marks: [...marked.told.marks, mark] } };
}
