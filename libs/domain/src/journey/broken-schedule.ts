import { bookings } from '../decisions/lapsing.js';
import { stageEntered } from '../decisions/stage-entered.js';
import { isBankable } from '../gates/collected-material.js';
import { releasedCommitments } from '../requests/released-commitments.js';
import {
  bookedSchedule,
  type BookedSchedule,
  isStanding,
  linksOf,
} from '../scheduling/booked-schedule.js';
import type { Instant } from '../time/instant.js';
import { alertRaised } from './alert.js';
import type { RecordDraft } from './record.js';
import type { JourneyState } from './state.js';

type Link = ReturnType<typeof linksOf>[number];

function idOf(link: Link): string {
  return 'slotId' in link ? link.slotId : link.appointmentId;
}

/** What was asked of partners for the chain that was booked. */
const askedForChain = ['manufacturing.ordered', 'apheresis.requested', 'pickup.requested'];

/**
 * A chain of dates holds as a whole: when one link is lost before cells are collected, what was asked for the others is taken
 * back, and the chain is booked anew from what still stands.
 */
export function brokenSchedule(state: JourneyState, now: Instant): readonly RecordDraft[] {
  const booked = bookedSchedule(state);
  if (booked === null || !isBeforeCollection(state)) return [];
  const lost = linksThatMatter(state, booked).find((link) => !isStanding(link, now));
  if (lost === undefined) return [];
  return [
    ...releasedCommitments(state, now, { types: askedForChain }),
    stageEntered(state, 'scheduling', { isNewAttempt: false, voids: bookings }),
    alertRaised('schedule-broken', `${idOf(lost)}/${lost.revision}/${state.sequence}`, 'today'),
  ];
}

/** A bed that is lost while cells wait to be collected is sought anew without moving the collection. */
function linksThatMatter(state: JourneyState, booked: BookedSchedule): readonly Link[] {
  const links = linksOf(state, booked);
  if (state.stage === 'scheduling') return links;
  return links.filter((link) =>
    'slotId' in link ? !isBankable(state) : link.kind === 'apheresis',
  );
}

function isBeforeCollection({
  stage,
  attempts: { apheresis },
  apheresisStarts,
  apheresisFailures,
  donations,
}: JourneyState): boolean {
  if (stage === 'scheduling') return true;
  return (
    stage === 'leukapheresis' &&
    apheresisStarts[apheresis] === undefined &&
    apheresisFailures[apheresis] === undefined &&
    !donations.some(({ attempt }) => attempt === apheresis)
  );
}

const revising: readonly string[] = [
  'slot.changed',
  'slot.withdrawn',
  'appointment.changed',
  'appointment.cancelled',
];

/** Dates that a partner changed after they were booked: somebody looks whether the others still fit. */
export function changedSchedule(state: JourneyState): readonly RecordDraft[] {
  const booked = bookedSchedule(state);
  if (booked === null) return [];
  const since = state.decisions.findLast(({ type }) => bookings.includes(type))?.sequence ?? 0;
  const ids = linksOf(state, booked).map(idOf);
  return state.told.facts
    .filter(
      ({ sequence, event: { type, data } }) =>
        sequence > since &&
        revising.includes(type) &&
        ids.includes(String(data['slotId'] ?? data['appointmentId'])),
    )
    .map(({ event: { id, type } }) => alertRaised('schedule-changed', `${type}/${id}`, 'today'))
    .filter(({ detail }) => !state.alerts.some(({ alertId }) => alertId === detail?.['alertId']));
}
