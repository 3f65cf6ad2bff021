import { sameData } from '../decisions/same-data.js';
import { isWaiting } from '../decisions/second-signature.js';
import type { Assessment } from '../facts/fact-data.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { productAboard } from './cargo.js';
import { withMark } from '../told/marks.js';
import type { Mark } from '../told/told.js';
import type { DetailOf } from './record-detail.js';
import type { JournalRecord } from './record.js';
import { currentBatch, type DecisionMade, isInfused, type JourneyState } from './state.js';

/** Under which name it is recorded that the vault knows who the patient is. */
export const identityDecision = 'patient.identity';

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
    ...(detail.restsOn === undefined ? {} : { restsOn: detail.restsOn }),
  };
  const others = state.awaitingSecond.filter(
    (waiting) =>
      isWaiting(waiting, record.time) &&
      (waiting.type !== decision.type || !sameData(waiting.data, decision.data)),
  );
  if (detail.awaitingSecond) {
    return { ...state, awaitingSecond: [...others, { ...made, basis: detail.basis }] };
  }
  const standing = state.decisions.filter((one) => !isReplaced(one, made));
  const decided = { ...state, awaitingSecond: others, decisions: [...standing, made] };
  return withEffect(decided, made);
}

/** A task has one person at a time who looks after it. */
function isReplaced({ type, data }: DecisionMade, by: DecisionMade): boolean {
  return type === 'assign-task' && by.type === type && data['taskId'] === by.data['taskId'];
}

/** What some decisions change beside being remembered. */
function withEffect(state: JourneyState, decision: DecisionMade): JourneyState {
  const { type, data, at, sequence } = decision;
  switch (type) {
    case 'plan-bridging': {
      const modality = String(data['modality']);
      return withMark(state, { sequence, kind: 'bridging-planned', modality });
    }
    case 'dispose-excursion':
      return withMark(state, disposition(state, decision));
    case 'accept-out-of-specification': {
      const batchId = currentBatch(state)?.batchId ?? '';
      return withMark(state, { sequence, kind: 'accepted', batchId });
    }
    case 'discharge':
      return withMark(state, { sequence, kind: 'discharged', at });
    case identityDecision:
      return { ...state, enrolment: { ...state.enrolment, identityRecorded: true } };
    default:
      return state;
  }
}

/** What was disposed of, as it was known; a product rejected on its way can no longer be given. */
function disposition(state: JourneyState, { data, sequence }: DecisionMade): Mark {
  const shipment = state.shipments.find((one) =>
    sameIdentifier(one.shipmentId, data['shipmentId']),
  );
  const decided = data['disposition'] as Assessment;
  const isLost = decided === 'rejected' && shipment !== undefined && !isInfused(state);
  return {
    sequence,
    kind: 'disposed',
    shipmentId: shipment?.shipmentId ?? String(data['shipmentId']),
    disposition: decided,
    excursions: (shipment?.excursions ?? []).map(({ deviceId, since, worstCelsius }) => ({
      deviceId,
      since,
      worstCelsius,
    })),
    lostBatchId: isLost ? (productAboard(state, shipment)?.batchId ?? null) : null,
  };
}
