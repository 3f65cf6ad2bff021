import { currentBatch, type JourneyState } from '../journey/state.js';

/** The treatment centre's receipt of the current batch, if there is one. */
export function productReceipt(
  state: JourneyState,
): JourneyState['productReceipts'][number] | undefined {
  const batchId = currentBatch(state)?.batchId;
  return state.productReceipts.findLast((receipt) => receipt.batchId === batchId);
}
