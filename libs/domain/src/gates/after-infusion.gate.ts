import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore } from '../time/instant.js';
import { kindsOfToxicity, toxicityKinds } from '../toxicity/toxicity-kind.js';
import { always, decisionTaken } from './common-requirements.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';

const monitoringWindows = ['daily-monitoring', 'total-watch'];

function windowsElapsed(state: JourneyState, now: Instant): Requirement {
  const windows = state.windows.filter((window) => monitoringWindows.includes(window.name));
  const last = windows.toSorted((a, b) => Date.parse(b.until) - Date.parse(a.until))[0];
  const met = last !== undefined && !isBefore(now, last.until);
  return requirement(state, {
    id: 'monitoring-windows-elapsed',
    text: 'The monitoring windows of the product are over',
    met,
    owner: 'time',
    rule: windows.map((window) => `${window.name} until ${window.until}`).join('; '),
    changesAt: met ? undefined : last?.until,
    dueAt: last?.until,
  });
}

/** A toxicity that everybody is assessed for: at or below its limit, and looked at by a clinician. */
function toxicityBelow(state: JourneyState, kind: 'crs' | 'icans'): Requirement {
  const course = state.toxicity[kind];
  const { name } = kindsOfToxicity[kind];
  const limit = state.rules.monitoring.closeMaximumGrade[kind];
  const isAnswered = course !== null && (course.grade === 0 || course.status === 'confirmed');
  const isBelow = course !== null && course.grade <= limit;
  const text =
    course === null
      ? `${name} has been assessed`
      : isBelow && isAnswered
        ? `${name} is at or below grade ${limit}`
        : `${name} stands at grade ${course.grade}, ${course.status}`;
  return requirement(state, {
    id: `toxicity-${kind}`,
    text,
    met: isAnswered && isBelow,
    owner: course === null ? 'clinic' : 'physician',
    rule: `Grade ${limit} or less by ${state.rules.toxicity.scale}; only a clinician lowers a grade`,
    evidence: course?.proposal.inputs ?? [],
    actions:
      course === null
        ? [recordFact(kind === 'crs' ? 'vitals.recorded' : 'ice.assessed', 'Record an assessment')]
        : [decide('confirm-toxicity-grade', `Confirm the grade of ${kind}`)],
  });
}

/** Any other toxicity that was found: a clinician has looked at it; it may last into follow-up. */
function otherToxicities(state: JourneyState): readonly Requirement[] {
  return toxicityKinds.flatMap((kind) => {
    const course = state.toxicity[kind];
    if (kind === 'crs' || kind === 'icans' || course == null || course.peak === 0) return [];
    const { name } = kindsOfToxicity[kind];
    const met = course.grade === 0 || course.status === 'confirmed';
    return [
      requirement(state, {
        id: `toxicity-${kind}`,
        text: met
          ? `${name}: a clinician has looked at grade ${course.grade}`
          : `${name} is proposed at grade ${course.grade}`,
        met,
        owner: 'physician',
        rule: `Graded by ${course.proposal.scale}; a clinician confirms or changes it`,
        evidence: course.proposal.inputs,
        actions: [decide('confirm-toxicity-grade', `Confirm the grade of ${kind}`)],
      }),
    ];
  });
}

/** `monitoring.may-end`: the windows are over, no toxicity is open, a physician closes. */
export function monitoringMayEnd(state: JourneyState, now: Instant): Evaluation {
  return evaluation('monitoring.may-end', [
    ...always(state).filter((one) => one.id !== 'no-hold'),
    windowsElapsed(state, now),
    toxicityBelow(state, 'crs'),
    toxicityBelow(state, 'icans'),
    ...otherToxicities(state),
    decisionTaken(
      state,
      {
        type: 'close-monitoring',
        text: 'A physician has closed the monitoring',
        label: 'Close the monitoring',
        owner: 'physician',
      },
      'monitoring-closed-by-physician',
    ),
  ]);
}

/** A journey that people opened again does not close by itself. */
function closedByHand(state: JourneyState): readonly Requirement[] {
  return state.reopened === null
    ? []
    : [
        requirement(state, {
          id: 'closed-by-decision',
          text: 'Somebody has closed the journey that was opened again',
          met: false,
          owner: 'physician',
          rule: 'A journey that was opened again is closed by a signed decision',
          actions: [decide('close-journey', 'Close the journey')],
        }),
      ];
}

/** `follow-up.may-close`: the last visit of the calendar is done or its window is over. */
export function followUpMayClose(state: JourneyState, now: Instant): Evaluation {
  const last = state.visits.at(-1);
  const isDone = last !== undefined && last.completed !== null;
  const isOver = last !== undefined && !isBefore(now, last.windowUntil);
  return evaluation('follow-up.may-close', [
    ...always(state).filter((one) => one.id !== 'no-hold'),
    requirement(state, {
      id: 'follow-up-finished',
      text:
        last === undefined
          ? 'The follow-up calendar is resolved'
          : `The last visit of the calendar, ${last.name}, is done`,
      met: isDone || isOver,
      owner: 'time',
      rule: 'The registry calendar of the product, to its last visit',
      evidence: [last?.completed ?? undefined],
      changesAt: isDone || isOver ? undefined : last?.windowUntil,
      dueAt: last?.windowUntil,
      actions: [decide('close-journey', 'Close the journey')],
    }),
    ...closedByHand(state),
  ]);
}
