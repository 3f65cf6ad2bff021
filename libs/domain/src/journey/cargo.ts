import { isAtOrAfter } from '../time/instant.js';
import {
  type Batch,
  currentBatch,
  type JourneyState,
  productInHand,
  type Shipment,
} from './state.js';
import { type Leg, stages } from './vocabulary.js';

/** The leg a shipment runs: as stated, else by who received it, else by how far the journey is. */
export function legOf(state: JourneyState, shipment: Shipment): Leg {
  if (shipment.leg !== null) return shipment.leg;
  const { shipmentId } = shipment;
  if (state.productReceipts.some((one) => one.shipmentId === shipmentId)) {
    return 'manufacturer-to-clinic';
  }
  const isLate = stages.indexOf(state.stage) > stages.indexOf('manufacturing');
  const isMaterial = state.materialReceipts.some((one) => one.shipmentId === shipmentId);
  return isLate && !isMaterial ? 'manufacturer-to-clinic' : 'collection-to-manufacturer';
}

/** The batch that travels or travelled on a shipment, if it carries product. */
export function productAboard(state: JourneyState, shipment: Shipment): Batch | undefined {
  if (legOf(state, shipment) !== 'manufacturer-to-clinic') return undefined;
  const receipt = state.productReceipts.findLast((one) => one.shipmentId === shipment.shipmentId);
  if (receipt !== undefined) return state.batches.find((one) => one.batchId === receipt.batchId);
  // Nobody carries what was not begun: a shipment heard of before the present attempt carries the one before.
  const heardOf = shipment.milestones[0]?.at;
  const begun = state.batches.filter(
    (batch) => heardOf === undefined || isAtOrAfter(heardOf, batch.startedAt),
  );
  return begun.at(-1) ?? currentBatch(state);
}

/** What must come before a scan of product can be judged: its batch or its release, unless another product is in hand. */
export function awaitedBeforeScan(
  state: JourneyState,
  { batchId }: { readonly batchId: string },
): 'manufacturing.started' | 'batch.released' | null {
  const known = state.batches.find((batch) => batch.batchId === batchId);
  if (known?.release != null || productInHand(state) !== undefined) return null;
  return known === undefined ? 'manufacturing.started' : 'batch.released';
}
