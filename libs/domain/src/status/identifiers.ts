import { normalisedIdentifier } from '../identifiers/normalised-identifier.js';
import type { JourneyState } from '../journey/state.js';

/** A number by which somebody may ask for a journey, and in whose book it stands: one of ours, or a partner's own. */
export type Identifier = { readonly system: string; readonly value: string };

/** The kinds of numbers a journey has of itself. */
type IdentifierSystem =
  'journey' | 'referral' | 'slot' | 'donation' | 'batch' | 'bag' | 'shipment' | 'waybill' | 'order';

/** Asked for several times a day for weeks: nobody files these under a number. */
const notAnOrder = 'assessment.due';

/** Every identifier of a journey, its material, product, shipments and orders, and those that partners registered; each once. */
export function identifiersOf(state: JourneyState): readonly Identifier[] {
  const own = ownIdentifiers(state);
  const assigned = state.assignedIdentifiers.filter(
    ({ system, value }) => !own.some((one) => one.system === system && one.value === value),
  );
  return [...own, ...assigned];
}

function ownIdentifiers(state: JourneyState): readonly Identifier[] {
  const { enrolment, shipments, donations, batches } = state;
  const named = (
    system: IdentifierSystem,
    values: readonly (string | undefined)[],
  ): readonly Identifier[] =>
    [...new Set(values)].flatMap((value) => (value === undefined ? [] : [{ system, value }]));
  return [
    ...named('journey', [state.journeyId]),
    ...named('referral', [
      enrolment.referralId === undefined ? undefined : normalisedIdentifier(enrolment.referralId),
    ]),
    ...named('slot', Object.keys(state.slots)),
    ...named(
      'donation',
      donations.map((donation) => donation.donationId),
    ),
    ...named(
      'batch',
      batches.map((batch) => batch.batchId),
    ),
    ...named('bag', [
      ...donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId)),
      ...batches.flatMap((batch) => batch.release?.bags.map((bag) => bag.bagId) ?? []),
    ]),
    ...named(
      'shipment',
      shipments.map((shipment) => shipment.shipmentId),
    ),
    ...named(
      'waybill',
      shipments.map((shipment) => shipment.waybill),
    ),
    ...named(
      'order',
      state.requests
        .filter((request) => request.type !== notAnOrder)
        .map((request) => request.requestId),
    ),
  ];
}
