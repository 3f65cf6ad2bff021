import type { FactRule, FactRules } from './fact.js';

type AppointmentType =
  | 'appointment.offered'
  | 'appointment.confirmed'
  | 'appointment.changed'
  | 'appointment.declined'
  | 'appointment.cancelled';
type SlotType = 'slot.offered' | 'slot.confirmed' | 'slot.changed';

const appointmentStatus = { offered: 0, confirmed: 1, declined: 2, cancelled: 3 } as const;

/** A higher revision wins; within one revision the status only moves forward. */
function appointment<T extends AppointmentType>(
  status: keyof typeof appointmentStatus,
): FactRule<T> {
  return {
    apply: (state, { data, evidence }) => {
      const known = state.appointments[data.appointmentId];
      const isNewer =
        known === undefined ||
        data.revision > known.revision ||
        (data.revision === known.revision &&
          appointmentStatus[status] > appointmentStatus[known.status]);
      if (!isNewer) return state;
      return {
        ...state,
        appointments: {
          ...state.appointments,
          [data.appointmentId]: { ...data, status, evidence },
        },
      };
    },
  };
}

const slotStatus = { offered: 0, confirmed: 1, withdrawn: 2 } as const;

function slot<T extends SlotType>(status: 'offered' | 'confirmed'): FactRule<T> {
  return {
    apply: (state, { data, evidence }) => {
      const known = state.slots[data.slotId];
      const isNewer =
        known === undefined ||
        data.revision > known.revision ||
        (data.revision === known.revision && slotStatus[status] > slotStatus[known.status]);
      return isNewer
        ? { ...state, slots: { ...state.slots, [data.slotId]: { ...data, status, evidence } } }
        : state;
    },
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
    apply: (state, { data, evidence }) => {
      const known = state.slots[data.slotId];
      if (known !== undefined && data.revision < known.revision) return state;
      return {
        ...state,
        slots: {
          ...state.slots,
          [data.slotId]: { ...known, ...data, status: 'withdrawn', evidence },
        },
      };
    },
  },
};
