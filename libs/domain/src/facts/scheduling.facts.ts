import type { Evidence, JourneyState } from '../journey/state.js';
import { type FactRule, type FactRules, outranks } from './fact.js';

type AppointmentType =
  | 'appointment.offered'
  | 'appointment.confirmed'
  | 'appointment.changed'
  | 'appointment.declined'
  | 'appointment.cancelled';
type SlotType = 'slot.offered' | 'slot.confirmed' | 'slot.changed';

const appointmentStatus = { offered: 0, confirmed: 1, declined: 2, cancelled: 3 } as const;

type Revised = { readonly revision: number; readonly evidence: Evidence };

/** A higher revision wins; within one revision the status only moves forward. */
function isNewer<S extends string>(
  incoming: Revised & { readonly status: S },
  known: (Revised & { readonly status: S }) | undefined,
  order: Readonly<Record<S, number>>,
): boolean {
  if (known === undefined) return true;
  const difference =
    incoming.revision - known.revision || order[incoming.status] - order[known.status];
  return difference === 0 ? outranks(incoming.evidence, known.evidence) : difference > 0;
}

function appointment<T extends AppointmentType>(
  status: keyof typeof appointmentStatus,
): FactRule<T> {
  return {
    apply: (state, { data, evidence }) => {
      const incoming = { ...data, status, evidence };
      const known = state.appointments[data.appointmentId];
      return isNewer(incoming, known, appointmentStatus)
        ? { ...state, appointments: { ...state.appointments, [data.appointmentId]: incoming } }
        : state;
    },
  };
}

const slotStatus = { offered: 0, confirmed: 1, withdrawn: 2 } as const;

type SlotState = JourneyState['slots'][string];

function withSlot(state: JourneyState, incoming: SlotState): JourneyState {
  return isNewer(incoming, state.slots[incoming.slotId], slotStatus)
    ? { ...state, slots: { ...state.slots, [incoming.slotId]: incoming } }
    : state;
}

function slot<T extends SlotType>(status: 'offered' | 'confirmed'): FactRule<T> {
  return {
    apply: (state, { data, evidence }) => withSlot(state, { ...data, status, evidence }),
  };
}

/** Appointments at the clinic and slots at the manufacturer, each ordered by its revision. */
export const schedulingFacts: FactRules<AppointmentType | SlotType | 'slot.withdrawn'> = {
  'appointment.offered': appointment('offered'),
  'appointment.confirmed': appointment('confirmed'),
  'appointment.changed': appointment('confirmed'),
  'appointment.declined': appointment('declined'),
  'appointment.cancelled': appointment('cancelled'),
  'slot.offered': slot('offered'),
  'slot.confirmed': slot('confirmed'),
  'slot.changed': slot('confirmed'),
  'slot.withdrawn': {
    apply: (state, { data, evidence }) =>
      withSlot(state, { ...data, status: 'withdrawn', evidence }),
  },
};
