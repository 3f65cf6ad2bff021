import { type Batch, currentBatch, isOfJourney, type JourneyState } from '../journey/state.js';
import { decide, type Requirement, requirement } from './requirement.js';

/** Tests of a batch that failed and that its product must pass. */
function failedTests(state: JourneyState, batch: Batch): readonly string[] {
  const { requiredTests } = state.rules.manufacturing;
  return batch.tests.flatMap(({ test, passed }) =>
    !passed && requiredTests.includes(test) ? [test] : [],
  );
}

/** Whether the product of the current attempt can no longer be given: its batch ended otherwise, is lost, or all bags broke. */
export function isProductLost(state: JourneyState): boolean {
  const batch = currentBatch(state);
  if (batch === undefined) return false;
  if (batch.status === 'started') return false;
  if (batch.status !== 'released' || failedTests(state, batch).length > 0) return true;
  const bags = batch.release?.bags ?? [];
  const isBroken = bags.every((bag) => state.damagedBags.includes(bag.bagId));
  return isBroken || isLostOnTheWay(state, batch);
}

function isLostOnTheWay(state: JourneyState, batch: Batch): boolean {
  const isReceived = state.productReceipts.some((receipt) => receipt.batchId === batch.batchId);
  const inbound = state.shipments.filter((one) => one.leg === 'manufacturer-to-clinic');
  return !isReceived && inbound.length > 0 && inbound.every((one) => one.status === 'lost');
}

/** The product on site is released for this patient and nothing has taken that back; never overridable. */
export function productReleased(state: JourneyState): Requirement {
  const batch = currentBatch(state);
  const failed = batch === undefined ? [] : failedTests(state, batch);
  const release = batch?.release;
  const met =
    batch?.status === 'released' &&
    release != null &&
    isOfJourney(state, release.coi) &&
    failed.length === 0;
  return requirement(state, {
    id: 'product-released',
    text: met
      ? 'The product is released for this patient'
      : failed.length > 0
        ? `The product failed a release test: ${failed.join(', ')}`
        : `The product is not released: ${batch?.status ?? 'there is no batch'}`,
    met,
    owner: 'quality',
    rule: 'Released for this patient, not withdrawn or rejected since, and no release test failed',
    evidence: [
      release?.evidence,
      ...(batch?.tests ?? []).filter((one) => !one.passed).map((one) => one.evidence),
    ],
    actions: [
      decide('order-remanufacture', 'Order manufacture from retained material'),
      decide('request-second-apheresis', 'Collect a second time'),
      decide('close-journey', 'Close the journey'),
    ],
  });
}
