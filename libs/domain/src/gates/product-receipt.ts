import { currentBatch, decisionInForce, type JourneyState } from '../journey/state.js';
import { isBefore } from '../time/instant.js';

/** The present treatment centre's receipt of the current batch, if there is one; the patient's move takes the product along. */
export function productReceipt(
  state: JourneyState,
): JourneyState['productReceipts'][number] | undefined {
  const batchId = currentBatch(state)?.batchId;
  const moved = decisionInForce(state, 'transfer-site');
  return state.productReceipts.findLast(
    (receipt) =>
      receipt.batchId === batchId &&
      (moved === undefined || !isBefore(receipt.receivedAt, moved.at)),
  );
}
