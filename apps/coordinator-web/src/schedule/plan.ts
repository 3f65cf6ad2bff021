import type {
  Schedule,
  ScheduleChangeRequest,
  SchedulePreviewAnswer,
} from '#contracts/http/readings.schema.js';
import { isSameDay } from '../words/time.js';

/** What somebody tries out: offers by their ids, and dates that nobody has offered. */
export type Change = ScheduleChangeRequest;
export type Offer = Schedule['offers'][number];
export type Link = SchedulePreviewAnswer['links'][number];

/** The links somebody can move, each until its stage is over. */
export const movableUntil = {
  apheresis: ['scheduling', 'leukapheresis'],
  pickup: ['scheduling', 'leukapheresis'],
  bed: [
    'scheduling',
    'leukapheresis',
    'outbound-shipment',
    'manufacturing',
    'inbound-shipment',
    'lymphodepletion',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Movable = keyof typeof movableUntil;

/** Whether a link of the chain can still be moved in a stage. */
export function isMovable(link: string, stage: string): link is Movable {
  const until: Readonly<Record<string, readonly string[]>> = movableUntil;
  return until[link]?.includes(stage) ?? false;
}

/** The change in which one link lies on another day: an offer of that day, or a wish where there is none. */
export function movedTo(
  change: Change,
  link: Movable,
  at: number,
  offers: readonly Offer[],
  zone: string,
): Change {
  const instant = new Date(at).toISOString();
  if (link === 'pickup') return { ...change, pickupAt: instant };
  const offer = offers.find(
    ({ purpose, isOnOffer, startsAt }) =>
      purpose === link &&
      isOnOffer &&
      startsAt !== null &&
      isSameDay(Date.parse(startsAt), at, zone),
  );
  const [byId, byWish] =
    link === 'bed'
      ? (['bedAppointmentId', 'bedAt'] as const)
      : (['apheresisAppointmentId', 'apheresisAt'] as const);
  const rest = Object.fromEntries(
    Object.entries(change).filter(([name]) => name !== byId && name !== byWish),
  );
  return offer === undefined ? { ...rest, [byWish]: instant } : { ...rest, [byId]: offer.id };
}

/** The part of a change that can be booked: wishes are to be asked for first. */
export function bookable({
  slotId,
  apheresisAppointmentId,
  bedAppointmentId,
  pickupAt,
}: Change): Readonly<Record<string, string>> {
  const all = { slotId, apheresisAppointmentId, bedAppointmentId, pickupAt };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
