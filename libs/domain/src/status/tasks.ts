import { decisionRule, type Role } from '../decisions/decision-table.js';
import { isWaiting } from '../decisions/second-signature.js';
import type { Deadline } from '../deadlines/deadline.js';
import { deadlinesOf } from '../deadlines/deadlines.js';
import { recordersOf } from '../facts/recorders.js';
import { evaluate } from '../gates/gates.js';
import { liftsHold } from '../gates/common-requirements.js';
import { type Action, decide, type Owner, type Requirement } from '../gates/requirement.js';
import { highestLevel } from '../journey/alert.js';
import { alertNames } from '../journey/alert-names.js';
import type { JourneyState } from '../journey/state.js';
import type { GateName, Severity } from '../journey/vocabulary.js';
import type { Instant } from '../time/instant.js';
import { gatesAhead } from './waiting-for.js';

/** What kind of thing waits for somebody. */
export type TaskKind =
  'alert' | 'hold' | 'review' | 'grade' | 'second-signature' | 'requirement' | 'deadline';

/** One thing that waits for somebody, as the journey stands; `name` is unique in the journey. */
export type Task = {
  readonly name: string;
  readonly kind: TaskKind;
  readonly text: string;
  readonly why: string;
  readonly owner: string;
  /** Whose worklist it is on. */
  readonly roles: readonly Role[];
  /** Whether a partner has to act, so that people can only ask and write down what they are told. */
  readonly waitsForPartner: boolean;
  readonly severity: Severity;
  readonly since: Instant;
  /** From when on it is shown. */
  readonly visibleFrom: Instant;
  readonly dueAt: Instant | null;
  readonly consequence: string | null;
  readonly actions: readonly Action[];
  /** The gate and requirement it stands for; null for what is none. */
  readonly requirement: { readonly gate: GateName; readonly requirement: string } | null;
};

const chased: readonly Role[] = ['coordinator'];

const rolesOfOwner: { readonly [owner in Owner]: readonly Role[] } = {
  clinic: ['coordinator'],
  laboratory: chased,
  manufacturer: chased,
  'quality-laboratory': chased,
  logistics: ['logistics', 'coordinator'],
  coordinator: ['coordinator'],
  physician: ['physician'],
  nurse: ['nurse'],
  quality: ['quality'],
  time: [],
};

const partners: readonly string[] = [
  'laboratory',
  'manufacturer',
  'quality-laboratory',
] satisfies Owner[];

/** Everything that waits for somebody in a journey as of an instant; nothing of it once the journey is closed. */
export function tasksOf(state: JourneyState, now: Instant): readonly Task[] {
  const reviews = state.reviews.map((review) => reviewTask(review));
  const alerts = state.alerts
    .filter(({ acknowledgedBy }) => acknowledgedBy === null)
    .map((alert) => alertTask(alert));
  if (state.stage === 'closed') return reviews;
  return [
    ...alerts,
    ...state.holds.map((hold) => holdTask(hold)),
    ...reviews,
    ...grades(state),
    ...secondSignatures(state, now),
    ...requirements(state, now),
    ...deadlinesOf(state).map((deadline) => deadlineTask(state, deadline)),
  ];
}

const plain = {
  waitsForPartner: false,
  dueAt: null,
  consequence: null,
  requirement: null,
} as const;

function alertTask({
  alertId,
  kind,
  severity,
  raisedAt,
  level,
}: JourneyState['alerts'][number]): Task {
  return {
    ...plain,
    name: `alert/${alertId}`,
    kind: 'alert',
    text: `Answer the alert: ${alertNames[kind] ?? inWords(kind)}`,
    why: severity === 'immediate' ? calledSoFar(level) : 'Nobody has answered yet',
    owner: 'coordinator',
    roles: rolesOfDecision('acknowledge-alert'),
    severity,
    since: raisedAt,
    visibleFrom: raisedAt,
    actions: [decide('acknowledge-alert', 'Acknowledge')],
  };
}

/** How far along the on-call list people have been called. */
function calledSoFar(level = 1): string {
  if (level >= highestLevel) return 'Nobody has answered; everybody on the on-call list was called';
  return level > 1
    ? `Nobody has answered; number ${level} of the on-call list was called`
    : 'The first of the on-call list was called';
}

function holdTask({ kind, since, about }: JourneyState['holds'][number]): Task {
  const action = liftsHold[kind];
  const subject = about === null ? '' : ` (${about})`;
  return {
    ...plain,
    name: `hold/${kind}/${about ?? ''}`,
    kind: 'hold',
    text: `Resolve the hold: ${inWords(kind)}${subject}`,
    why: 'No step is taken while a hold stands',
    owner: kind === 'manual' ? 'coordinator' : 'quality',
    roles: action === undefined ? ['quality'] : rolesOfAction(action),
    severity: 'today',
    since,
    visibleFrom: since,
    consequence: 'The journey stands still',
    actions: action === undefined ? [] : [action],
  };
}

function reviewTask({ reviewId, about, raisedAt }: JourneyState['reviews'][number]): Task {
  return {
    ...plain,
    name: `review/${reviewId}`,
    kind: 'review',
    text: `Look into: ${inWords(about)}`,
    why: 'What was told cannot be judged without people',
    owner: 'quality',
    roles: ['quality', 'physician'],
    severity: 'today',
    since: raisedAt,
    visibleFrom: raisedAt,
    actions: [decide('answer-review', 'Answer the review')],
  };
}

function grades({ toxicity }: JourneyState): readonly Task[] {
  return Object.entries(toxicity).flatMap(([kind, course]) =>
    course?.status === 'proposed' && course.grade > 0
      ? [
          {
            ...plain,
            name: `grade/${kind}`,
            kind: 'grade' as const,
            text: `Confirm or correct ${kind.toUpperCase()} grade ${course.grade}`,
            why: 'Proposed from what was observed; only a clinician makes it a grade',
            owner: 'physician',
            roles: rolesOfDecision('confirm-toxicity-grade'),
            severity: 'immediate' as const,
            since: course.since,
            visibleFrom: course.since,
            consequence: 'Treatment may begin too late',
            actions: [decide('confirm-toxicity-grade', 'Confirm the grade')],
          },
        ]
      : [],
  );
}

function secondSignatures(state: JourneyState, now: Instant): readonly Task[] {
  return state.awaitingSecond
    .filter((waiting) => isWaiting(waiting, now))
    .map(({ type, at, by }) => ({
      ...plain,
      name: `second-signature/${type}/${at}`,
      kind: 'second-signature',
      text: `Sign as the second person: ${inWords(type)}`,
      why: `Signed by ${by.map(({ role }) => role).join(', ')}; a different person has to sign too`,
      owner: decisionRule(type)?.roles[0] ?? 'quality',
      roles: rolesOfDecision(type),
      severity: 'today',
      since: at,
      visibleFrom: at,
      consequence: 'The first signature lapses',
      actions: [decide(type, 'Sign as the second person')],
    }));
}

function requirements(state: JourneyState, now: Instant): readonly Task[] {
  return gatesAhead(state).flatMap((gate) =>
    evaluate(gate, state, now)
      .requirements.filter(({ id, met, owner }) => !met && id !== 'no-hold' && owner !== 'time')
      .map((unmet) => requirementTask(gate, unmet)),
  );
}

function requirementTask(gate: GateName, unmet: Requirement): Task {
  const { id, text, rule, owner, since, dueAt, consequence, actions } = unmet;
  const roles = [...new Set([...rolesOfOwner[owner], ...decisionRoles(actions)])];
  return {
    name: `requirement/${gate}/${id}`,
    kind: 'requirement',
    text,
    why: rule,
    owner,
    roles,
    waitsForPartner: partners.includes(owner),
    severity: dueAt === undefined ? 'planned' : 'today',
    since,
    visibleFrom: since,
    dueAt: dueAt ?? null,
    consequence: consequence ?? null,
    actions,
    requirement: { gate, requirement: id },
  };
}

function deadlineTask(state: JourneyState, deadline: Deadline): Task {
  const { name, warnAt, at, severity, owner, consequence } = deadline;
  const [kind = name, about] = name.split('/');
  return {
    ...plain,
    name: `deadline/${name}`,
    kind: 'deadline',
    text: `${inWords(kind)}${about === undefined ? '' : ` (${about})`}`,
    why: 'A time is running out',
    owner,
    roles: Object.hasOwn(rolesOfOwner, owner) ? rolesOfOwner[owner as Owner] : chased,
    waitsForPartner: partners.includes(owner),
    severity,
    since: warnAt ?? state.stageSince,
    visibleFrom: warnAt ?? at,
    dueAt: at,
    consequence,
    actions: [],
  };
}

function decisionRoles(actions: readonly Action[]): readonly Role[] {
  return actions.flatMap(({ kind, name }) => (kind === 'decide' ? rolesOfDecision(name) : []));
}

function rolesOfAction({ kind, name }: Action): readonly Role[] {
  return kind === 'decide' ? rolesOfDecision(name) : recordersOf(name);
}

function rolesOfDecision(type: string): readonly Role[] {
  return decisionRule(type)?.roles ?? [];
}

function inWords(name: string): string {
  const text = name.replaceAll('/', ': ').replaceAll('-', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
