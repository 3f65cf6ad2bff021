import {
  type Batch,
  currentBatch,
  isGivenUp,
  isOfJourney,
  type JourneyState,
} from '../journey/state.js';
import { doubtOn } from '../rules/certainty.js';
import { usableUntil } from '../rules/material-accepted.js';
import { earliest, type Instant, isBefore } from '../time/instant.js';
import { outranks } from '../facts/fact.js';
import { always, coverage, treatmentConsent } from './common-requirements.js';
import { bagsToShip, currentDonations } from './collected-material.js';
import { expectedReleaseAt } from './expected-release.js';
import { outOfSpecificationRequirements } from './out-of-specification.js';
import { isLostSinceRelease } from './product-released.js';
import { testPassed } from './release-test.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
}

function materialReceived(state: JourneyState): readonly Requirement[] {
  const shipped = bagsToShip(state);
  const donationIds = [...new Set(shipped.map(({ donationId }) => donationId))];
  const bagIds = shipped.map(({ bagId }) => bagId);
  const donations = currentDonations(state);
  const receipt = state.materialReceipts.findLast((known) =>
    known.donationIds.some((id) => donationIds.includes(id)),
  );
  const isSame =
    receipt !== undefined &&
    isOfJourney(state, receipt.coi) &&
    isSameSet(receipt.donationIds, donationIds) &&
    isSameSet(receipt.bagIds, bagIds);
  const evidence = [receipt?.evidence];
  return [
    requirement(state, {
      id: 'material-received',
      text: 'The manufacturer has received the material',
      met: receipt !== undefined,
      owner: receipt === undefined && donations.length > 0 ? 'logistics' : 'manufacturer',
      rule: "The manufacturer's own receipt counts; a courier's delivery is a note only",
      evidence,
      actions: [recordFact('material.received', 'Record the receipt')],
    }),
    requirement(state, {
      id: 'material-identity-equal',
      text: 'What the manufacturer scanned is what was collected from this patient',
      met: isSame,
      owner: 'manufacturer',
      rule: 'Chain of identity, donations and bags equal those of the collection',
      evidence: [...evidence, ...donations.map((donation) => donation.evidence)],
    }),
    requirement(state, {
      id: 'material-seal-intact',
      text: 'The seal was intact on arrival',
      met: receipt !== undefined && receipt.sealIntact !== false,
      owner: 'manufacturer',
      rule: 'A broken seal needs a decision of quality',
      evidence,
      overridable: true,
    }),
  ];
}

/** The manufacturer has not rejected what it received; a later receipt is of other material. */
function materialAccepted(state: JourneyState): Requirement {
  const rejection = state.materialRejections.at(-1);
  const receipt = state.materialReceipts.at(-1);
  const met =
    rejection === undefined ||
    (receipt !== undefined && outranks(receipt.evidence, rejection.evidence));
  return requirement(state, {
    id: 'material-accepted',
    text: met
      ? 'The manufacturer has not rejected the material'
      : `The manufacturer has rejected the material: ${rejection.reason}`,
    met,
    owner: 'quality',
    rule: 'The latest of receipt and rejection counts',
    evidence: [rejection?.evidence, ...(rejection === undefined ? [] : [receipt?.evidence])],
    actions: [
      decide('request-second-apheresis', 'Collect a second time'),
      decide('close-journey', 'Close the journey'),
    ],
  });
}

/** Cells that were received fresh in time, or are not too old frozen; a batch from older ones counts as out of specification. */
function materialUsable(state: JourneyState, now: Instant): readonly Requirement[] {
  const { material } = state.rules;
  if (material.state === 'none') return [];
  const isFresh = material.state === 'fresh';
  const path = isFresh ? 'material.holdHours' : 'material.maximumAgeDays';
  const limit = isFresh ? material.holdHours : material.maximumAgeDays;
  if (limit === undefined) return [];
  const donations = currentDonations(state);
  const until = earliest(
    donations.map(({ completedAt }) =>
      usableUntil(material, isFresh ? 'fresh' : 'cryopreserved', completedAt),
    ),
  );
  const receivedAt = state.materialReceipts.findLast(({ donationIds }) =>
    donations.some(({ donationId }) => donationIds.includes(donationId)),
  )?.receivedAt;
  const judgedAt = isFresh ? (receivedAt ?? now) : now;
  const met = until !== undefined && isBefore(judgedAt, until);
  return [
    requirement(state, {
      id: 'material-usable',
      text: met
        ? 'The collected cells are young enough'
        : 'The collected cells are too old: quality decides whether they are used all the same',
      met,
      owner: 'quality',
      overridable: true,
      rule: isFresh
        ? `Received within ${limit} hours of the collection${doubtOn(state.rules, path)}`
        : `Not older than ${limit} days${doubtOn(state.rules, path)}`,
      evidence: donations.map(({ evidence }) => evidence),
      dueAt: until,
      changesAt: met && !(isFresh && receivedAt !== undefined) ? until : undefined,
      actions: [decide('request-second-apheresis', 'Collect a second time')],
      consequence: 'What is made from older material counts as out of specification',
    }),
  ];
}

/** No excursion on a leg waits for assessment or disposition. */
export function noOpenExcursion(state: JourneyState, leg: string): Requirement {
  const excursions = state.shipments
    .filter((shipment) => shipment.leg === leg || shipment.leg === null)
    .flatMap((shipment) => shipment.excursions);
  return requirement(state, {
    id: 'no-open-excursion',
    text: 'No temperature excursion waits for a decision',
    met: excursions.every((excursion) => excursion.disposition !== null),
    owner: 'quality',
    rule: 'Every excursion is assessed by the manufacturer and disposed of by quality',
    evidence: excursions.map((excursion) => excursion.evidence),
    actions: [decide('dispose-excursion', 'Decide on the temperature excursion')],
  });
}

/** `manufacturing.may-start`: the right material arrived intact, and the payer covers the product. */
export function manufacturingMayStart(state: JourneyState, now: Instant): Evaluation {
  return evaluation('manufacturing.may-start', [
    ...always(state),
    treatmentConsent(state),
    coverage(state, 'product', now),
    ...materialReceived(state),
    materialAccepted(state),
    ...materialUsable(state, now),
    noOpenExcursion(state, 'collection-to-manufacturer'),
  ]);
}

/** How the present attempt stands: as what it ended without a product, undefined while it runs or its product is there. */
function endOf(state: JourneyState, batch: Batch): string | undefined {
  if (batch.status === 'started' || isGivenUp(state, batch)) return undefined;
  if (batch.status !== 'released') return batch.status;
  return isLostSinceRelease(state, batch) ? 'lost' : undefined;
}

function batchReleased(state: JourneyState, batch: Batch | undefined): Requirement {
  const ended = batch === undefined ? undefined : endOf(state, batch);
  const expectedAt = batch === undefined ? undefined : expectedReleaseAt(state, batch);
  return requirement(state, {
    id: 'batch-released',
    text:
      ended === undefined
        ? 'The batch is released'
        : `Manufacture attempt ${batch?.attempt ?? 1} ended as ${ended}: decide how to go on`,
    met: batch?.status === 'released' && ended === undefined && !isGivenUp(state, batch),
    owner: ended === undefined ? 'manufacturer' : 'quality',
    rule: 'Released for this patient by the manufacturer, neither lost nor given up for another attempt since',
    evidence: [batch?.evidence, batch?.failure?.evidence, batch?.release?.evidence],
    dueAt: expectedAt,
    actions:
      ended === undefined
        ? []
        : [
            ...(ended === 'out-of-specification'
              ? [decide('accept-out-of-specification', 'Accept the product all the same')]
              : []),
            decide('order-remanufacture', 'Order manufacture from retained material'),
            decide('request-second-apheresis', 'Collect a second time'),
            decide('close-journey', 'Close the journey'),
          ],
  });
}

/** The released batch is not past its expiry. */
export function notExpired(state: JourneyState, now: Instant): Requirement {
  const release = currentBatch(state)?.release;
  const expiresAt = release?.expiresAt;
  const met = expiresAt !== undefined && isBefore(now, expiresAt);
  return requirement(state, {
    id: 'product-not-expired',
    text: 'The product is within its shelf life',
    met,
    owner: 'manufacturer',
    rule: 'The expiry stated at release',
    evidence: [release?.evidence],
    changesAt: met ? expiresAt : undefined,
  });
}

/** `product.may-ship`: the batch is released for this patient, tested and within its shelf life. */
export function productMayShip(state: JourneyState, now: Instant): Evaluation {
  const batch = currentBatch(state);
  const release = batch?.release;
  return evaluation('product.may-ship', [
    ...always(state),
    treatmentConsent(state),
    batchReleased(state, batch),
    ...(batch?.status === 'out-of-specification' ? outOfSpecificationRequirements(state) : []),
    requirement(state, {
      id: 'release-identity-equal',
      text: 'The release names this patient',
      met: release != null && isOfJourney(state, release.coi),
      owner: 'manufacturer',
      rule: 'Chain of identity on the certificate of release',
      evidence: [release?.evidence],
    }),
    ...state.rules.manufacturing.requiredTests.map((test) => testPassed(state, batch, test)),
    notExpired(state, now),
  ]);
}
