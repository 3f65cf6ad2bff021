import { sameData } from '../decisions/same-data.js';
import { isWaiting } from '../decisions/second-signature.js';
import { changeWhere } from '../facts/fact.js';
import type { Assessment } from '../facts/fact-data.js';
import { graver } from '../facts/manufacturing.facts.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { productAboard } from './cargo.js';
import type { Instant } from '../time/instant.js';
import type { DetailOf } from './record-detail.js';
import type { JournalRecord } from './record.js';
import { type DecisionMade, isInfused, type JourneyState } from './state.js';

/** The state after a decision was recorded: with its first signature it waits, with its last it is in force. */
export function decisionRecorded(
  state: JourneyState,
  detail: DetailOf['decision.recorded'],
  record: JournalRecord,
): JourneyState {
  const decision = record.data.decision;
  if (decision === undefined) return state;
  const made: DecisionMade = {
    type: decision.type,
    data: decision.data,
    at: record.time,
    sequence: record.data.sequence,
    by: detail.by,
  };
  const others = state.awaitingSecond.filter(
    (waiting) =>
      isWaiting(waiting, record.time) &&
      (waiting.type !== decision.type || !sameData(waiting.data, decision.data)),
  );
  if (detail.awaitingSecond) {
    return { ...state, awaitingSecond: [...others, { ...made, basis: detail.basis }] };
  }
  const decided = { ...state, awaitingSecond: others, decisions: [...state.decisions, made] };
  return withEffect(decided, made, record.time);
}

/** What some decisions change beside being remembered. */
function withEffect(state: JourneyState, decision: DecisionMade, at: Instant): JourneyState {
  switch (decision.type) {
    case 'plan-bridging':
      return {
        ...state,
        bridging: {
          startedAt: null,
          lastDoseAt: null,
          completedAt: null,
          evidence: [],
          ...state.bridging,
          modality: String(decision.data['modality']),
          planned: true,
        },
      };
    case 'dispose-excursion':
      return withDisposition(state, decision);
    case 'discharge':
      return { ...state, dischargedAt: at };
    default:
      return state;
  }
}

/** The excursions of a shipment disposed of; a product rejected on its way can no longer be given. */
function withDisposition(state: JourneyState, { data }: DecisionMade): JourneyState {
  const shipment = state.shipments.find((one) =>
    sameIdentifier(one.shipmentId, data['shipmentId']),
  );
  const disposition = data['disposition'] as Assessment;
  const isLost = disposition === 'rejected' && shipment !== undefined && !isInfused(state);
  const lost = isLost ? productAboard(state, shipment)?.batchId : undefined;
  return {
    ...state,
    shipments: changeWhere(
      state.shipments,
      (one) => one === shipment,
      (one) => ({
        ...one,
        excursions: changeWhere(
          one.excursions,
          (excursion) => excursion.disposition === null,
          (excursion) => ({ ...excursion, disposition }),
        ),
      }),
    ),
    batches: changeWhere(
      state.batches,
      (batch) => batch.batchId === lost,
      (batch) => ({ ...batch, status: graver(batch.status, 'rejected') }),
    ),
  };
}
