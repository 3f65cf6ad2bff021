import { isBankable, isBanked } from '../gates/collected-material.js';
import { isOffTheShelf } from '../journey/allocation.js';
import type { JourneyState } from '../journey/state.js';
import { stages } from '../journey/vocabulary.js';
import { releasedCommitments } from '../requests/released-commitments.js';
import {
  appointmentOf,
  bookedSchedule,
  type BookedSchedule,
  changed,
  isOnOffer,
  named,
  slotOf,
} from '../scheduling/booked-schedule.js';
import { chainOf } from '../scheduling/chain.js';
import { brokenRules } from '../scheduling/chain-rules.js';
import type { Instant } from '../time/instant.js';
import { because, type Check, type Refusal } from './because.js';
import type { DecisionCommand } from './decision-command.js';
import type { Effect } from './effect.js';
import { stageEntered } from './stage-entered.js';

const slotNotOffered = because('slot-not-offered', 'This slot is not on offer', 'manufacturer');
const appointmentNotOffered = because(
  'appointment-not-offered',
  'These appointments are not on offer',
);

function appointmentRefusal(
  state: JourneyState,
  wanted: BookedSchedule,
  kind: 'apheresis' | 'bed',
  now: Instant,
): Refusal | null {
  const known = appointmentOf(state, wanted, kind);
  return known?.kind === kind && isOnOffer(known, now) ? null : appointmentNotOffered;
}

/** Dates that cannot work, whoever wants them. */
function impossible(state: JourneyState, wanted: BookedSchedule): Refusal | null {
  const broken = brokenRules(state, chainOf(state, wanted)).filter((one) => !one.overridable);
  return broken.length === 0
    ? null
    : {
        code: 'dates-impossible',
        unmet: broken.map(({ rule, text }) => ({ id: rule, text, owner: 'coordinator' })),
      };
}

function isNamed({ data }: DecisionCommand, field: string): boolean {
  return data[field] !== undefined;
}

/** Whether the collection is over, so that neither its day nor the slot's can be another. */
function isCollected({ stage }: JourneyState): boolean {
  return stages.indexOf(stage) > stages.indexOf('leukapheresis');
}

/** What speaks against booking and changing the chain of dates. */
export const schedulingChecks: Readonly<Record<string, Check>> = {
  'book-schedule': (state, command, now) => {
    const wanted = named(state, command.data);
    if (isOffTheShelf(state)) {
      return appointmentRefusal(state, wanted, 'bed', now) ?? impossible(state, wanted);
    }
    const mayWait = !isNamed(command, 'slotId') && isBankable(state);
    if (!mayWait && !isOnOffer(slotOf(state, wanted), now)) return slotNotOffered;
    return (
      (isBanked(state) && !isNamed(command, 'apheresisAppointmentId')
        ? null
        : appointmentRefusal(state, wanted, 'apheresis', now)) ??
      appointmentRefusal(state, wanted, 'bed', now) ??
      impossible(state, wanted)
    );
  },
  'change-schedule': (state, command, now) => {
    const booked = bookedSchedule(state);
    if (booked === null) return because('nothing-booked', 'Nothing is booked yet', 'coordinator');
    const wanted = changed(booked, named(state, command.data));
    const isOfCollection = isNamed(command, 'slotId') || isNamed(command, 'apheresisAppointmentId');
    if (isCollected(state) && isOfCollection) {
      return because('collected-already', 'The cells are on their way already', 'coordinator');
    }
    if (isNamed(command, 'slotId') && !isOnOffer(slotOf(state, wanted), now)) return slotNotOffered;
    const kinds = (['apheresis', 'bed'] as const).filter((kind) =>
      isNamed(command, `${kind}AppointmentId`),
    );
    const [refusal] = kinds.flatMap((kind) => appointmentRefusal(state, wanted, kind, now) ?? []);
    return refusal ?? impossible(state, wanted);
  },
};

/** What follows from changing the chain of dates. */
export const schedulingEffects: Readonly<Record<string, Effect>> = {
  // What was asked of partners for the former dates is taken back, and asked again for the new ones.
  'change-schedule': (state, command, now) => {
    const isOfCollection = isNamed(command, 'slotId') || isNamed(command, 'apheresisAppointmentId');
    if (!isOfCollection) return [];
    const types = [
      ...(isNamed(command, 'slotId') ? ['manufacturing.ordered'] : []),
      ...(isNamed(command, 'apheresisAppointmentId') ? ['apheresis.requested'] : []),
    ];
    const isConfirmedAnew =
      state.stage === 'leukapheresis' && isNamed(command, 'apheresisAppointmentId');
    return [
      ...releasedCommitments(state, now, { types }),
      ...(isConfirmedAnew ? [stageEntered(state, 'scheduling', { isNewAttempt: false })] : []),
    ];
  },
};
