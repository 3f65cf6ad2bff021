import { normalisedIdentifier } from '#domain/identifiers/normalised-identifier.js';
import { isDonorLot } from '#domain/journey/allocation.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';

/** An identifier in its normalised form, and the event that named it. */
export type NamedIdentifier = {
  readonly system: string;
  readonly value: string;
  readonly eventId: string;
};

/** The identifiers of a journey: its own, claimed for it, and those scanned for it that are none of its own. */
export type NamedIdentifiers = {
  readonly own: readonly NamedIdentifier[];
  readonly scanned: readonly NamedIdentifier[];
};

/** What a journey's state names: material that was collected for it, product that was made of it, names registered for it. */
export function namedIdentifiers(state: JourneyState): NamedIdentifiers {
  const own = [
    named('journey', state.journeyId, `${state.journeyId}/1`),
    ...state.assignedIdentifiers.map(({ system, value }) =>
      named(system, value, `${state.journeyId}/${state.sequence}`),
    ),
    ...state.donations.flatMap(({ donationId, bags, evidence: { eventId } }) => [
      named('donation', donationId, eventId),
      ...bags.map(({ bagId }) => named('bag', bagId, eventId)),
    ]),
    ...state.batches.flatMap(({ batchId, release, evidence: { eventId } }) => [
      ...(isDonorLot(state, batchId) ? [] : [named('batch', batchId, eventId)]),
      ...(release?.bags ?? []).map(({ bagId }) =>
        named('bag', bagId, release?.evidence.eventId ?? eventId),
      ),
    ]),
  ];
  const keys = new Set(own.map(identifierKey));
  return { own, scanned: scans(state).filter((one) => !keys.has(identifierKey(one))) };
}

function scans(state: JourneyState): readonly NamedIdentifier[] {
  return [
    // Shared by many journeys and nobody's own: known, so that a recall of it finds them.
    ...state.batches.flatMap(({ batchId, vectorLot, evidence: { eventId } }) => [
      ...(vectorLot === null ? [] : [named('vector-lot', vectorLot, eventId)]),
      ...(isDonorLot(state, batchId) ? [named('batch', batchId, eventId)] : []),
    ]),
    ...state.materialReceipts.flatMap(({ donationIds, bagIds, evidence: { eventId } }) => [
      ...donationIds.map((value) => named('donation', value, eventId)),
      ...bagIds.map((value) => named('bag', value, eventId)),
    ]),
    ...state.productReceipts.flatMap(({ batchId, bags, evidence: { eventId } }) => [
      named('batch', batchId, eventId),
      ...bags.map(({ bagId }) => named('bag', bagId, eventId)),
    ]),
    ...state.infusions.flatMap(({ batchId, bagId, evidence: { eventId } }) => [
      named('batch', batchId, eventId),
      named('bag', bagId, eventId),
    ]),
  ];
}

/** The other journey that a record's event names as the one it is about, if it does. */
export function foreignNamesIn({ data }: JournalRecord): readonly NamedIdentifier[] {
  const coi = data.fact?.data['coi'];
  const isForeign = data.fact?.flags?.includes('identity-mismatch') === true;
  return isForeign && typeof coi === 'string' ? [named('journey', coi, data.fact?.id ?? '')] : [];
}

/** One text per identifier. */
export function identifierKey({ system, value }: Omit<NamedIdentifier, 'eventId'>): string {
  return `${system}|${value}`;
}

function named(system: string, value: string, eventId: string): NamedIdentifier {
  return { system, value: normalisedIdentifier(value), eventId };
}
