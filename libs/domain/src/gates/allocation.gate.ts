import { type Unit, unitsOf } from '../journey/allocation.js';
import { currentBatch, decisionInForce, type JourneyState } from '../journey/state.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { type Instant, isBefore } from '../time/instant.js';
import { always, coverage, treatmentConsent } from './common-requirements.js';
import { donorRequirements } from './donor-requirements.js';
import { isProductLost, productReleased } from './product-released.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';

/** The units that the patient could have: in stock, not gone back, in the order in which they were spoken of. */
export function unitsOnOffer(state: JourneyState): readonly Unit[] {
  return unitsOf(state).filter(
    ({ unitId, status }) => status !== 'returned' && !state.damagedBags.includes(unitId),
  );
}

/** The unit that a physician chose for the patient, as long as it is neither back in stock nor lost. */
export function chosenUnit(state: JourneyState): Unit | undefined {
  const chosen = decisionInForce(state, 'allocate-unit')?.data['unitId'];
  const unit = unitsOnOffer(state).find(({ unitId }) => sameIdentifier(unitId, chosen));
  const isOfBatch = unit?.allocatedAt != null && unit.donorLotId === currentBatch(state)?.batchId;
  return isOfBatch && isProductLost(state) ? undefined : unit;
}

function unitChosen(state: JourneyState): Requirement {
  const made = decisionInForce(state, 'allocate-unit');
  const unit = chosenUnit(state);
  const offered = unitsOnOffer(state);
  const isOffered = offered.length > 0;
  return requirement(state, {
    id: 'unit-chosen',
    text:
      unit !== undefined
        ? `A physician has chosen the unit ${unit.unitId}`
        : isOffered
          ? `A physician chooses a unit: ${offered.map(({ unitId }) => unitId).join(', ')}`
          : 'Waiting for the manufacturer to offer a unit from stock',
    met: unit !== undefined,
    owner: isOffered ? 'physician' : 'manufacturer',
    rule: 'Needs the decision allocate-unit about a unit that is still in stock',
    evidence: [
      ...offered.map(({ evidence }) => evidence.eventId),
      ...(made === undefined ? [] : [`${state.journeyId}/${made.sequence}`]),
    ],
    consequence: 'The bed waits for a product that nobody has put aside',
    actions: [
      ...(isOffered
        ? [decide('allocate-unit', 'Choose the unit')]
        : [recordFact('unit.offered', 'Record the offer')]),
      decide('close-journey', 'Close the journey'),
    ],
  });
}

function unitAllocated(state: JourneyState, unit: Unit | undefined): Requirement {
  return requirement(state, {
    id: 'unit-allocated',
    text: 'The manufacturer has allocated the chosen unit to this patient',
    met: unit?.status === 'allocated',
    owner: 'manufacturer',
    rule: "The manufacturer's latest word on the unit counts",
    evidence: [unit?.evidence],
    actions: [recordFact('unit.allocated', 'Record the allocation')],
  });
}

function unitReleased(state: JourneyState, unit: Unit | undefined): Requirement {
  const lot = state.batches.find(({ batchId }) => batchId === unit?.donorLotId);
  const product = unit?.status === 'allocated' && lot !== undefined ? productReleased(state) : null;
  const isReleased = unit?.releasedAt !== undefined && unit.expiresAt !== undefined;
  return requirement(state, {
    id: 'unit-released',
    text: isReleased
      ? (product?.text ?? 'The unit is released')
      : 'The manufacturer states release and expiry of the unit',
    met: isReleased && product?.met !== false,
    owner: 'manufacturer',
    rule: 'Release and expiry as the manufacturer states them; no test of the lot failed, nothing withdrawn since',
    evidence: [unit?.evidence, lot?.tests.find(({ passed }) => !passed)?.evidence],
  });
}

function unitNotExpired(state: JourneyState, unit: Unit | undefined, now: Instant): Requirement {
  const expiresAt = unit?.expiresAt;
  const met = expiresAt !== undefined && isBefore(now, expiresAt);
  return requirement(state, {
    id: 'unit-not-expired',
    text: 'The unit is within its shelf life',
    met,
    owner: 'manufacturer',
    rule: 'The expiry that the manufacturer states of the unit',
    evidence: [unit?.evidence],
    changesAt: met ? expiresAt : undefined,
  });
}

/** What is asked of one unit before the patient may have it, whoever chooses it. */
function unitFits(
  state: JourneyState,
  unit: Unit | undefined,
  now: Instant,
): readonly Requirement[] {
  return [
    ...donorRequirements(state, unit),
    unitReleased(state, unit),
    unitNotExpired(state, unit, now),
  ];
}

/** The gate as it would be judged with a unit chosen. */
export function allocationOf(
  state: JourneyState,
  unit: Unit | undefined,
  now: Instant,
): Evaluation {
  return evaluation('allocation.confirmed', unitFits(state, unit, now));
}

/** `allocation.confirmed`: a unit off the shelf is chosen, fits the patient, and is put aside for them. */
export function allocationConfirmed(state: JourneyState, now: Instant): Evaluation {
  const chosen = chosenUnit(state);
  const offered = unitsOnOffer(state);
  const inView =
    chosen ??
    offered.find((unit) => unitFits(state, unit, now).every(({ met }) => met)) ??
    offered.at(-1);
  return evaluation('allocation.confirmed', [
    ...always(state),
    treatmentConsent(state),
    coverage(state, 'product', now),
    unitChosen(state),
    ...unitFits(state, inView, now),
    unitAllocated(state, chosen),
  ]);
}
