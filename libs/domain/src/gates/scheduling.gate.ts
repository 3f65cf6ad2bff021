import { isOffTheShelf } from '../journey/allocation.js';
import type { JourneyState } from '../journey/state.js';
import {
  appointmentOf,
  bookedSchedule,
  type BookedSchedule,
  isOnOffer,
  isStanding,
  linksOf,
  slotOf,
} from '../scheduling/booked-schedule.js';
import { chainOf } from '../scheduling/chain.js';
import { brokenRules } from '../scheduling/chain-rules.js';
import { earliest, type Instant } from '../time/instant.js';
import { isBankable, isBanked } from './collected-material.js';
import { always, treatmentConsent } from './common-requirements.js';
import {
  decide,
  type Evaluation,
  evaluation,
  type Requirement,
  requirement,
} from './requirement.js';
import { washOutsOver } from './wash-out.js';

type Offer = Parameters<typeof isStanding>[0];

/** When an offer that is only held lapses, if nobody confirms it before. */
function lapsesAt(offers: readonly Offer[], now: Instant): Instant | undefined {
  return earliest(
    offers.map((offer) =>
      offer?.status === 'offered' && isStanding(offer, now) ? offer.holdUntil : undefined,
    ),
  );
}

/** What is still to be offered before the chain of dates can be booked, in words. */
function missingOffers(state: JourneyState, now: Instant): readonly string[] {
  const offered = (kind: string): boolean =>
    Object.values(state.appointments).some((one) => one.kind === kind && isOnOffer(one, now));
  const isCollected = !isOffTheShelf(state);
  return [
    ...(isCollected && !hasSlotOffer(state, now) ? ['a manufacturing slot'] : []),
    ...(isCollected && !isBanked(state) && !offered('apheresis')
      ? ['an apheresis appointment']
      : []),
    ...(offered('bed') ? [] : ['a bed']),
  ];
}

function hasSlotOffer(state: JourneyState, now: Instant): boolean {
  return Object.values(state.slots).some((slot) => isOnOffer(slot, now));
}

/** Whether everything that is booked can still be had. */
export function isChainStanding(
  state: JourneyState,
  booked: BookedSchedule,
  now: Instant,
): boolean {
  return linksOf(state, booked).every((link) => isStanding(link, now));
}

function scheduleBooked(state: JourneyState, now: Instant): Requirement {
  const missing = missingOffers(state, now);
  const hasSlot = isOffTheShelf(state) || hasSlotOffer(state, now);
  const schedule = bookedSchedule(state);
  const met = schedule !== null && isChainStanding(state, schedule, now);
  const offers = [...Object.values(state.slots), ...Object.values(state.appointments)];
  const isComplete = missing.length === 0;
  const mayBank = !isComplete && isBankable(state) && missing.every(isSlot);
  return requirement(state, {
    id: 'schedule-booked',
    text:
      isComplete || met
        ? 'The coordinator has booked the chain of dates'
        : `Waiting for the offer of ${missing.join(' and ')}`,
    met,
    owner: isComplete ? 'coordinator' : hasSlot ? 'clinic' : 'manufacturer',
    rule: isOffTheShelf(state)
      ? 'The bed is booked; the unit is put aside for its day'
      : 'Slot, apheresis and bed are booked together or not at all; cells that are frozen may wait for a slot',
    evidence: offers.map((one) => one.evidence.eventId),
    changesAt: lapsesAt(met ? linksOf(state, schedule) : offers, now),
    consequence: isOffTheShelf(state)
      ? 'No unit is put aside before there is a bed'
      : 'Nothing is collected before the whole chain of dates stands',
    actions: [
      ...(isComplete ? [decide('book-schedule', 'Book the schedule')] : []),
      ...(mayBank ? [decide('book-schedule', 'Collect and freeze without a slot')] : []),
      decide('close-journey', 'Close the journey'),
    ],
  });
}

function isSlot(missing: string): boolean {
  return missing === 'a manufacturing slot';
}

/** The manufacturer has confirmed the slot that is booked; frozen cells need one before they are shipped only. */
export function slotConfirmed(
  state: JourneyState,
  options: { readonly mayWait: boolean },
): Requirement {
  const schedule = bookedSchedule(state);
  const slot = slotOf(state, schedule);
  const waits = options.mayWait && schedule !== null && slot === undefined && isBankable(state);
  return requirement(state, {
    id: 'slot-confirmed',
    text:
      slot?.status === 'withdrawn'
        ? 'The manufacturer has withdrawn the slot: another one is needed'
        : waits
          ? 'The cells are banked until there is a slot'
          : 'The manufacturer has confirmed the slot',
    met: waits || slot?.status === 'confirmed',
    owner: 'manufacturer',
    rule: 'The highest revision of the slot counts',
    evidence: [slot?.evidence],
    consequence: 'What is collected without a slot cannot be used in time unless it is frozen',
    actions: [
      { kind: 'record', name: 'slot.confirmed', label: 'Record the confirmation' },
      ...(schedule !== null && slot?.status !== 'offered'
        ? [decide('change-schedule', 'Book another slot')]
        : []),
    ],
  });
}

function confirmedAppointment(
  state: JourneyState,
  kind: 'apheresis' | 'bed',
  what: string,
): Requirement {
  const known = appointmentOf(state, bookedSchedule(state), kind);
  const isNeeded = kind === 'bed' || !isBanked(state);
  return requirement(state, {
    id: `${kind}-appointment-confirmed`,
    text: isNeeded ? `The clinic has confirmed ${what}` : 'The cells were collected before',
    met: !isNeeded || known?.status === 'confirmed',
    owner: 'clinic',
    rule: 'The highest revision of the appointment counts',
    evidence: [known?.evidence],
    actions: [{ kind: 'record', name: 'appointment.confirmed', label: 'Record the confirmation' }],
  });
}

/** Collection, manufacture, release and bed follow each other as the cells need it. */
function chainInOrder(state: JourneyState): Requirement {
  const schedule = bookedSchedule(state);
  const broken =
    schedule === null
      ? []
      : brokenRules(state, chainOf(state, schedule)).filter(
          ({ rule }) => rule !== 'wash-outs-over',
        );
  return requirement(state, {
    id: 'chain-in-order',
    text:
      broken.length === 0
        ? 'The dates of collection, manufacture, release and bed fit each other'
        : `The dates do not fit: ${broken.map(({ text }) => text).join('; ')}`,
    met: schedule !== null && broken.length === 0,
    owner: 'coordinator',
    overridable: true,
    rule: 'Every date within what cells, product, screening and payer allow, as they are known now',
    evidence: schedule === null ? [] : linksOf(state, schedule).map(({ evidence }) => evidence),
    actions: [decide('change-schedule', 'Change the schedule')],
  });
}

/** `schedule.confirmed`: every link of the chain of dates is confirmed by who owns it. */
export function scheduleConfirmed(state: JourneyState, now: Instant): Evaluation {
  return evaluation('schedule.confirmed', [
    ...always(state),
    treatmentConsent(state),
    scheduleBooked(state, now),
    ...(isOffTheShelf(state)
      ? []
      : [
          slotConfirmed(state, { mayWait: true }),
          confirmedAppointment(state, 'apheresis', 'the apheresis'),
        ]),
    confirmedAppointment(state, 'bed', 'the bed'),
    chainInOrder(state),
    ...(isBanked(state) || isOffTheShelf(state)
      ? []
      : [washOutsOver(state, appointmentOf(state, bookedSchedule(state), 'apheresis')?.startsAt)]),
  ]);
}
