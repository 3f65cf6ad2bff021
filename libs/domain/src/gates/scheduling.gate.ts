import { keyOf } from '../identifiers/normalised-identifier.js';
import { decisionInForce, type JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { always, treatmentConsent } from './common-requirements.js';
import {
  decide,
  type Evaluation,
  evaluation,
  type Requirement,
  requirement,
} from './requirement.js';
import { washOutsOver } from './wash-out.js';

/** What the coordinator booked: the slot and the appointments by their ids. */
export type BookedSchedule = {
  readonly slotId: string | undefined;
  readonly apheresisAppointmentId: string | undefined;
  readonly bedAppointmentId: string | undefined;
};

/** The schedule in force; what is booked by the ids under which it was offered. */
export function bookedSchedule(state: JourneyState): BookedSchedule | null {
  const booked = decisionInForce(state, 'book-schedule');
  if (booked === undefined) return null;
  const { data } = booked;
  return {
    slotId: keyOf(state.slots, data['slotId']),
    apheresisAppointmentId: keyOf(state.appointments, data['apheresisAppointmentId']),
    bedAppointmentId: keyOf(state.appointments, data['bedAppointmentId']),
  };
}

/** The appointment for the apheresis that is booked, if any. */
export function apheresisAppointment(
  state: JourneyState,
): JourneyState['appointments'][string] | undefined {
  const id = bookedSchedule(state)?.apheresisAppointmentId;
  return id === undefined ? undefined : state.appointments[id];
}

function scheduleBooked(state: JourneyState): Requirement {
  const offered = (kind: string): boolean =>
    Object.values(state.appointments).some(
      (one) => one.kind === kind && one.status !== 'declined' && one.status !== 'cancelled',
    );
  const hasSlot = Object.values(state.slots).some((slot) => slot.status !== 'withdrawn');
  const missing = [
    ...(hasSlot ? [] : ['a manufacturing slot']),
    ...(offered('apheresis') ? [] : ['an apheresis appointment']),
    ...(offered('bed') ? [] : ['a bed']),
  ];
  const schedule = bookedSchedule(state);
  const isStanding = schedule !== null && stands(state, schedule);
  return requirement(state, {
    id: 'schedule-booked',
    text:
      missing.length === 0 || isStanding
        ? 'The coordinator has booked the chain of dates'
        : `Waiting for the offer of ${missing.join(' and ')}`,
    met: isStanding,
    owner: missing.length === 0 ? 'coordinator' : hasSlot ? 'clinic' : 'manufacturer',
    rule: 'Slot, apheresis and bed are booked together or not at all',
    evidence: [
      ...Object.values(state.slots).map((slot) => slot.evidence.eventId),
      ...Object.values(state.appointments).map((one) => one.evidence.eventId),
    ],
    actions: missing.length === 0 ? [decide('book-schedule', 'Book the schedule')] : [],
  });
}

/** Nothing of what is booked was taken back by who offered it. */
function stands(state: JourneyState, booked: BookedSchedule): boolean {
  const { slotId, apheresisAppointmentId, bedAppointmentId } = booked;
  const isTakenBack = [apheresisAppointmentId, bedAppointmentId].some((id) => {
    const status = id === undefined ? undefined : state.appointments[id]?.status;
    return status === 'declined' || status === 'cancelled';
  });
  return !isTakenBack && (slotId === undefined || state.slots[slotId]?.status !== 'withdrawn');
}

function confirmedAppointment(
  state: JourneyState,
  id: string,
  appointmentId: string | undefined,
  what: string,
): Requirement {
  const known = appointmentId === undefined ? undefined : state.appointments[appointmentId];
  return requirement(state, {
    id,
    text: `The clinic has confirmed ${what}`,
    met: known?.status === 'confirmed',
    owner: 'clinic',
    rule: 'The highest revision of the appointment counts',
    evidence: [known?.evidence],
    actions: [{ kind: 'record', name: 'appointment.confirmed', label: 'Record the confirmation' }],
  });
}

/** `schedule.confirmed`: every link of the chain of dates is confirmed by who owns it. */
export function scheduleConfirmed(state: JourneyState, _now: Instant): Evaluation {
  const schedule = bookedSchedule(state);
  const slot = schedule?.slotId === undefined ? undefined : state.slots[schedule.slotId];
  return evaluation('schedule.confirmed', [
    ...always(state),
    treatmentConsent(state),
    scheduleBooked(state),
    requirement(state, {
      id: 'slot-confirmed',
      text: 'The manufacturer has confirmed the slot',
      met: slot?.status === 'confirmed',
      owner: 'manufacturer',
      rule: 'The highest revision of the slot counts',
      evidence: [slot?.evidence],
      actions: [{ kind: 'record', name: 'slot.confirmed', label: 'Record the confirmation' }],
    }),
    confirmedAppointment(
      state,
      'apheresis-appointment-confirmed',
      schedule?.apheresisAppointmentId,
      'the apheresis',
    ),
    confirmedAppointment(state, 'bed-appointment-confirmed', schedule?.bedAppointmentId, 'the bed'),
    washOutsOver(state, apheresisAppointment(state)?.startsAt),
  ]);
}
