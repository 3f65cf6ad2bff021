import { isOffTheShelf, isReturned, unitOfLot } from '../journey/allocation.js';
import { productAboard } from '../journey/cargo.js';
import {
  type Batch,
  currentBatch,
  isGivenUp,
  isOfJourney,
  type JourneyState,
} from '../journey/state.js';
import { donorSpeaksAgainst } from './donor-requirements.js';
import {
  isAcceptedOutOfSpecification,
  isNeverAccepted,
  outOfSpecificationConsent,
} from './out-of-specification.js';
import { hasPassed, releaseTests, testPassed } from './release-test.js';
import { type Action, decide, type Requirement, requirement } from './requirement.js';

/** Whether a failed test takes the product away: one the product must pass, one nobody may accept, any of a donor's lot. */
function isRequired(state: JourneyState, test: string): boolean {
  return (
    isOffTheShelf(state) ||
    state.rules.manufacturing.requiredTests.includes(test) ||
    isNeverAccepted(test)
  );
}

/** Tests of a batch that failed and that its product must pass. */
function failedTests(state: JourneyState, batch: Batch): readonly string[] {
  return batch.tests.flatMap((result) =>
    !hasPassed(state, result) &&
    isRequired(state, result.test) &&
    !isAcceptedOutOfSpecification(state, batch, result.test)
      ? [result.test]
      : [],
  );
}

/** Required tests of a batch that have not passed and are not lawfully pending. */
function openTests(state: JourneyState, batch: Batch): readonly string[] {
  return releaseTests(state).filter((test) => !testPassed(state, batch, test).met);
}

/** Whether the product of the current attempt can no longer be given: its batch ended otherwise, is lost, or all bags broke. */
export function isProductLost(state: JourneyState): boolean {
  const batch = currentBatch(state);
  if (batch === undefined) return false;
  if (isOffTheShelf(state) && isUnitGone(state, batch)) return true;
  if (batch.status === 'started') return false;
  if (batch.status !== 'released' || failedTests(state, batch).length > 0) return true;
  return isLostSinceRelease(state, batch);
}

/** Whether the unit of a batch is back in stock, or its donor turned out to be none for this patient. */
function isUnitGone(state: JourneyState, batch: Batch): boolean {
  return isReturned(state, batch) || donorSpeaksAgainst(state, unitOfLot(state, batch.batchId));
}

/** Whether a batch is gone as a thing, whatever its papers say: lost on its way, or no bag of it is whole. */
export function isLostSinceRelease(state: JourneyState, batch: Batch): boolean {
  const bags = batch.release?.bags ?? [];
  const receipt = state.productReceipts.findLast((one) => one.batchId === batch.batchId);
  const arrivedAs = (bagId: string): string | undefined =>
    receipt?.bags.find((bag) => bag.bagId === bagId)?.condition;
  const isBroken = bags.every(
    ({ bagId }) => state.damagedBags.includes(bagId) || (arrivedAs(bagId) ?? 'intact') !== 'intact',
  );
  return isBroken || (receipt === undefined && isLostOnTheWay(state, batch));
}

function isLostOnTheWay(state: JourneyState, batch: Batch): boolean {
  const inbound = state.shipments.filter(
    (one) => one.leg === 'manufacturer-to-clinic' && productAboard(state, one) === batch,
  );
  return inbound.length > 0 && inbound.every((one) => one.status === 'lost');
}

/** Why the product in hand may not be given, in words for a clinician; undefined when it may. */
function reasonAgainst(state: JourneyState, batch: Batch | undefined): string | undefined {
  if (batch?.status !== 'released' || batch.release === null) {
    return `The product is not released: ${batch?.status ?? 'there is no batch'}`;
  }
  if (isReturned(state, batch)) return 'The unit went back to stock';
  if (donorSpeaksAgainst(state, unitOfLot(state, batch.batchId))) {
    return 'The donor of the unit is not eligible, or the patient has antibodies against them';
  }
  const failed = failedTests(state, batch);
  if (failed.length > 0) return `The product failed a release test: ${failed.join(', ')}`;
  const open = openTests(state, batch);
  if (open.length > 0) return `The product has no result of a release test: ${open.join(', ')}`;
  if (!isOfJourney(state, batch.release.coi)) return 'The product is released for somebody else';
  if (isAcceptedOutOfSpecification(state, batch) && !outOfSpecificationConsent(state).met) {
    return 'The patient no longer agrees to product that misses its specification';
  }
  if (isGivenUp(state, batch)) return 'The product is given up for another attempt';
  return isLostSinceRelease(state, batch) ? 'The product is lost' : undefined;
}

/** The product on site is released for this patient and nothing has taken that back; never overridable. */
export function productReleased(state: JourneyState): Requirement {
  const batch = currentBatch(state);
  const against = reasonAgainst(state, batch);
  return requirement(state, {
    id: 'product-released',
    text: against ?? 'The product is released for this patient',
    met: against === undefined,
    owner: 'quality',
    rule: 'Released for this patient, every release test passed or lawfully pending, not withdrawn, rejected, lost or given up since',
    evidence: [
      batch?.release?.evidence,
      ...(batch?.tests ?? []).filter((one) => !one.passed).map((one) => one.evidence),
    ],
    actions: [...anotherProduct(state), decide('close-journey', 'Close the journey')],
  });
}

/** How the patient can have another product instead of one that is lost. */
export function anotherProduct(state: JourneyState): readonly Action[] {
  return isOffTheShelf(state)
    ? [decide('allocate-unit', 'Choose another unit')]
    : [
        decide('order-remanufacture', 'Order manufacture from retained material'),
        decide('request-second-apheresis', 'Collect a second time'),
      ];
}
