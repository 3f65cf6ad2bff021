import { keyOf } from '../identifiers/normalised-identifier.js';
import type { DecisionMade, JourneyState } from '../journey/state.js';
import { type Instant, isAtOrAfter } from '../time/instant.js';
import { latestInstantAllowed } from '../time/stated-date.js';

/** What the coordinator booked: the slot and the appointments by the ids under which they were offered. */
export type BookedSchedule = {
  readonly slotId: string | undefined;
  readonly apheresisAppointmentId: string | undefined;
  readonly bedAppointmentId: string | undefined;
  readonly pickupAt: Instant | undefined;
};

type Slot = JourneyState['slots'][string];
type Appointment = JourneyState['appointments'][string];

/** The schedule in force: as it was booked, with every change since; null while nothing is booked. */
export function bookedSchedule(state: JourneyState): BookedSchedule | null {
  const booked = state.decisions.findLast(({ type }) => type === 'book-schedule');
  if (booked === undefined) return null;
  return state.decisions
    .filter(({ type, sequence }) => type === 'change-schedule' && sequence > booked.sequence)
    .map((change) => named(state, change.data))
    .reduce(changed, named(state, booked.data));
}

/** A schedule in which a change names something else. */
export function changed(schedule: BookedSchedule, change: BookedSchedule): BookedSchedule {
  return {
    slotId: change.slotId ?? schedule.slotId,
    apheresisAppointmentId: change.apheresisAppointmentId ?? schedule.apheresisAppointmentId,
    bedAppointmentId: change.bedAppointmentId ?? schedule.bedAppointmentId,
    pickupAt: change.pickupAt ?? schedule.pickupAt,
  };
}

/** What a decision or a wish names, by the ids of what was offered. */
export function named(state: JourneyState, data: DecisionMade['data']): BookedSchedule {
  const { pickupAt } = data;
  return {
    slotId: keyOf(state.slots, data['slotId']),
    apheresisAppointmentId: keyOf(state.appointments, data['apheresisAppointmentId']),
    bedAppointmentId: keyOf(state.appointments, data['bedAppointmentId']),
    pickupAt: typeof pickupAt === 'string' ? pickupAt : undefined,
  };
}

/** The slot of a schedule. */
export function slotOf(state: JourneyState, schedule: BookedSchedule | null): Slot | undefined {
  const id = schedule?.slotId;
  return id === undefined ? undefined : state.slots[id];
}

/** One of the appointments of a schedule. */
export function appointmentOf(
  state: JourneyState,
  schedule: BookedSchedule | null,
  kind: 'apheresis' | 'bed',
): Appointment | undefined {
  const id = kind === 'bed' ? schedule?.bedAppointmentId : schedule?.apheresisAppointmentId;
  return id === undefined ? undefined : state.appointments[id];
}

/** The appointment for the apheresis that is booked, if any. */
export function apheresisAppointment(state: JourneyState): Appointment | undefined {
  return appointmentOf(state, bookedSchedule(state), 'apheresis');
}

/** The bed that is booked, if any. */
export function bedAppointment(state: JourneyState): Appointment | undefined {
  return appointmentOf(state, bookedSchedule(state), 'bed');
}

const takenBack: readonly string[] = ['withdrawn', 'declined', 'cancelled'];

/** Whether an offer can be had: not taken back by who made it, and not lapsed while it was only held. */
export function isStanding(
  offer: Pick<Slot | Appointment, 'status' | 'holdUntil'> | undefined,
  now: Instant,
): boolean {
  if (offer === undefined || takenBack.includes(offer.status)) return false;
  return offer.status !== 'offered' || offer.holdUntil === undefined
    ? true
    : !isAtOrAfter(now, offer.holdUntil);
}

/** Whether an offer can still be booked: it stands and its day is not over. */
export function isOnOffer(offer: Slot | Appointment | undefined, now: Instant): boolean {
  if (offer === undefined || !isStanding(offer, now)) return false;
  const day = 'kind' in offer ? offer.startsAt : latestInstantAllowed(offer.collectionDate ?? '');
  return day === undefined || !isAtOrAfter(now, day);
}

/** The slots and appointments that a schedule names. */
export function linksOf(
  state: JourneyState,
  schedule: BookedSchedule,
): readonly (Slot | Appointment)[] {
  return [
    slotOf(state, schedule),
    appointmentOf(state, schedule, 'apheresis'),
    appointmentOf(state, schedule, 'bed'),
  ].flatMap((one) => one ?? []);
}
