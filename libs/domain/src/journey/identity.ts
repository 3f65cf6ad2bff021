import { isJourneyIdentifier } from '../identifiers/journey-identifier.js';
import { normalisedIdentifier, sameIdentifier } from '../identifiers/normalised-identifier.js';
import type { RegisteredIdentifier } from './command.js';
import type { JourneyEvent } from './event.js';
import type { DetailOf } from './record-detail.js';
import { holdPlaced } from './hold.js';
import { alertRaised } from './alert.js';
import { wasAllocated } from './allocation.js';
import { awaitedBeforeScan } from './cargo.js';
import { type RecordDraft, system } from './record.js';
import { begunAt, isOfJourney, type JourneyState, productInHand } from './state.js';

/** Something that was scanned for this journey and does not belong to it. */
type Mismatch = {
  readonly eventId: string;
  readonly identifier: string;
  /** What was done with it and what it was: done again, it is another mismatch. */
  readonly about: string;
};

/**
 * The records of a mismatch: said once and at once to people, and a hold that only quality lifts, by two signatures; or after
 * a scan that clears it by one, where it was another journey that named what is ours.
 */
export function mismatched(
  state: JourneyState,
  mismatch: Mismatch,
  hold: 'identity-mismatch' | 'identity-mismatch-collateral' = 'identity-mismatch',
): readonly RecordDraft[] {
  const detail: DetailOf['identity.mismatch-detected'] = mismatch;
  const isHeld = state.holds.some(({ kind, about }) => kind === hold && about === mismatch.about);
  return [
    { type: 'identity.mismatch-detected', actor: system, detail },
    ...(isHeld ? [] : [holdPlaced(hold, mismatch.about)]),
    alertRaised(hold, `${mismatch.about}/${mismatch.eventId}`, 'immediate'),
  ];
}

/** What is said of identifiers that this journey named and another one owns; of each once. */
export function claimedByOthers(
  state: JourneyState,
  foreign: readonly RegisteredIdentifier[],
): readonly RecordDraft[] {
  return foreign
    .map(({ system: identifier, value }) => ({
      eventId: `${state.journeyId}/${state.sequence}`,
      identifier,
      about: `claim/${identifier}/${value}`,
    }))
    .filter(({ about }) => !state.mismatches.includes(about))
    .flatMap((mismatch) => mismatched(state, mismatch));
}

/** What is said when another journey named an identifier of this one; of each identifier once. */
export function namedElsewhere(
  state: JourneyState,
  { system: identifier, value }: RegisteredIdentifier,
  eventId: string,
): readonly RecordDraft[] {
  const about = `elsewhere/${identifier}/${value}`;
  return state.mismatches.includes(about)
    ? []
    : mismatched(state, { eventId, identifier, about }, 'identity-mismatch-collateral');
}

/**
 * Which identifier of an event names somebody else: the one that was scanned, or another journey's that would become a name
 * of this one; null when none does.
 */
export function foreignName(
  state: JourneyState,
  { type, data }: JourneyEvent,
): 'coi' | 'journey' | null {
  const { coi, value } = data;
  if (typeof coi === 'string' && !isOfJourney(state, coi)) return 'coi';
  const isForeign =
    type === 'identifier.assigned' &&
    typeof value === 'string' &&
    isJourneyIdentifier(normalisedIdentifier(value)) &&
    !sameIdentifier(value, state.journeyId);
  return isForeign ? 'journey' : null;
}

/**
 * What was scanned and is not of this journey: product that is not of its released batch, material that was not collected
 * from its patient. Read from the state, so that the order of arrival does not matter.
 */
export function foreignScans(state: JourneyState): readonly RecordDraft[] {
  return [...foreignProduct(state), ...foreignMaterial(state)]
    .filter(({ about }, index, all) => all.findIndex((one) => one.about === about) === index)
    .filter(({ about }) => !state.mismatches.includes(about))
    .flatMap((mismatch) => mismatched(state, mismatch));
}

function isOwnProduct(state: JourneyState, batchId: string, bagId: string): boolean {
  const release = state.batches.find((batch) => batch.batchId === batchId)?.release;
  // Off the shelf identity is the unit: the lot is shared by many patients.
  if (wasAllocated(state, bagId)) return true;
  return (
    release != null &&
    isOfJourney(state, release.coi) &&
    release.bags.some((bag) => bag.bagId === bagId)
  );
}

function foreignProduct(state: JourneyState): readonly Mismatch[] {
  const scanned = [
    ...state.productReceipts.flatMap(({ batchId, bags, evidence }) =>
      bags.map(({ bagId }) => ({ act: 'receipt', batchId, bagId, evidence })),
    ),
    ...state.infusions.flatMap((bag) => {
      const { batchId, bagId, evidence } = bag;
      const acts = [
        ...(bag.thawedAt === null ? [] : ['thawed']),
        ...(begunAt(bag) === undefined ? [] : ['infusion']),
      ];
      return acts.map((act) => ({ act, batchId, bagId, evidence }));
    }),
  ];
  return scanned
    .filter(
      (scan) =>
        awaitedBeforeScan(state, scan) === null && !isOwnProduct(state, scan.batchId, scan.bagId),
    )
    .map(({ act, batchId, bagId, evidence }) => ({
      eventId: evidence.eventId,
      identifier: 'bag',
      about: `${act}/${batchId}/${bagId}`,
    }));
}

function foreignMaterial(state: JourneyState): readonly Mismatch[] {
  return state.materialReceipts.flatMap(({ donationIds, bagIds, evidence }): Mismatch[] => {
    const { eventId } = evidence;
    const donations = state.donations.filter((one) => donationIds.includes(one.donationId));
    const known = donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId));
    const foreign = donationIds.filter((id) => !donations.some((one) => one.donationId === id));
    return [
      ...foreign.map((about): Mismatch => ({ eventId, identifier: 'donation', about })),
      ...(foreign.length > 0 ? [] : bagIds)
        .filter((bagId) => !known.includes(bagId))
        .map((about): Mismatch => ({ eventId, identifier: 'bag', about })),
    ];
  });
}

/** Whether a scan at the bedside names this patient and a bag of the product in hand. */
export function isProductOfPatient(
  state: JourneyState,
  scanned: { readonly coi: string; readonly batchId: string; readonly bagId: string },
): boolean {
  const batch = productInHand(state);
  const bag = batch?.release?.bags.find(({ bagId }) => sameIdentifier(bagId, scanned.bagId));
  return (
    isOfJourney(state, scanned.coi) &&
    sameIdentifier(batch?.batchId, scanned.batchId) &&
    bag !== undefined &&
    isOwnProduct(state, batch?.batchId ?? '', bag.bagId)
  );
}
