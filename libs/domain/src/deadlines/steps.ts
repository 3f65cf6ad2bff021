import { evaluate } from '../gates/gates.js';
import { escalationsAt } from '../journey/escalation.js';
import type { JourneyState } from '../journey/state.js';
import { gatesOf } from '../protocol.js';
import { earliest, type Instant, isBefore, plusDays, toInstant } from '../time/instant.js';
import { deadlinesOf } from './deadlines.js';
import type { Deadline, DeadlineStep } from './deadline.js';

/** Hours of journey time after which an unanswered deadline counts as missed. */
const missedAfterHours = 1;

const firstFurtherWarning = 11;

/**
 * The steps of all open deadlines that have not been raised yet. `graceMs` (journey milliseconds) is what a
 * demonstration's scale allows before anything is called missed; 0 at real time.
 */
export function openSteps(state: JourneyState, graceMs: number): readonly DeadlineStep[] {
  return deadlinesOf(state)
    .flatMap((deadline): readonly DeadlineStep[] => [
      ...(deadline.warnAt === undefined
        ? []
        : [{ type: 'deadline.warned' as const, step: 1, at: deadline.warnAt, deadline }]),
      ...(deadline.moreWarningsAt ?? []).map((at, index) => ({
        type: 'deadline.warned' as const,
        step: firstFurtherWarning + index,
        at,
        deadline,
      })),
      { type: 'deadline.due', step: 2, at: deadline.at, deadline },
      ...missed(deadline, graceMs),
    ])
    .filter((step) => !state.firedSteps.includes(`${step.deadline.name}#${step.step}`));
}

function missed(deadline: Deadline, graceMs: number): readonly DeadlineStep[] {
  const { owner, consequence, at } = deadline;
  const once = { step: 3, afterHours: missedAfterHours, owner, consequence, pages: false };
  return (deadline.reminders ?? [once]).map((reminder) => ({
    type: 'deadline.missed',
    step: reminder.step,
    at: toInstant(Date.parse(at) + reminder.afterHours * 3_600_000 + graceMs),
    deadline: { ...deadline, owner: reminder.owner, consequence: reminder.consequence },
    pages: reminder.pages,
  }));
}

/** The earliest instant strictly after `now` at which time alone changes something: what the workflow's timer waits for. */
export function wakesAt(state: JourneyState, now: Instant, graceMs: number): Instant | undefined {
  if (state.stage === 'closed') return undefined;
  const instants = [
    ...openSteps(state, graceMs).map((step) => step.at),
    ...gatesOf(state.stage).map((gate) => evaluate(gate, state, now).changesAt),
    ...authorizationsChangeAt(state, now),
    ...escalationsAt(state, graceMs),
    ...state.windows.flatMap((window) =>
      window.state === 'closed' ? [] : [window.state === 'planned' ? window.from : window.until],
    ),
    ...state.visits.filter((visit) => visit.completed === null).map((visit) => visit.dueAt),
  ];
  return earliest(instants.filter((at) => at !== undefined && isBefore(now, at)));
}

function authorizationsChangeAt(
  state: JourneyState,
  now: Instant,
): readonly (Instant | undefined)[] {
  return state.authorizations.flatMap(({ gate, validUntil }) => [
    evaluate(gate, state, now).changesAt,
    validUntil ?? undefined,
  ]);
}

/** The latest instant a partner has to answer a request that has no date of its own: a working default. */
export function answerDueAt(now: Instant): Instant {
  return plusDays(now, 7);
}
