import type { Evidence, JourneyState } from '../journey/state.js';
import type { GateName } from '../journey/vocabulary.js';
import { earliest, type Instant } from '../time/instant.js';

/** Who can meet a requirement: a part in the journey or a role at the site. */
export type Owner =
  | 'clinic'
  | 'laboratory'
  | 'manufacturer'
  | 'quality-laboratory'
  | 'logistics'
  | 'coordinator'
  | 'physician'
  | 'nurse'
  | 'quality'
  | 'time';

/** What a person can do about a requirement: take a decision or record a fact. */
export type Action = {
  readonly kind: 'decide' | 'record';
  readonly name: string;
  readonly label: string;
};

/** One thing a gate needs, explained. */
export type Requirement = {
  readonly id: string;
  readonly text: string;
  readonly met: boolean;
  readonly owner: Owner;
  readonly since: Instant;
  readonly dueAt?: Instant;
  readonly consequence?: string;
  readonly overridable: boolean;
  /** The rule that decided, in words a clinician can check. */
  readonly rule: string;
  /** Ids of the events the verdict rests on. */
  readonly evidence: readonly string[];
  readonly actions: readonly Action[];
  /** When the verdict changes by the passing of time alone. */
  readonly changesAt?: Instant;
};

/** A gate's verdict at one instant; it stays the same until `changesAt` unless the journey changes. */
export type Evaluation = {
  readonly gate: GateName;
  readonly isOpen: boolean;
  readonly requirements: readonly Requirement[];
  readonly changesAt?: Instant;
};

type RequirementInput = Omit<
  Requirement,
  'since' | 'overridable' | 'evidence' | 'actions' | 'changesAt' | 'dueAt'
> & {
  readonly overridable?: boolean;
  readonly evidence?: readonly (Evidence | undefined)[] | readonly string[];
  readonly actions?: readonly Action[];
  readonly changesAt?: Instant | undefined;
  readonly dueAt?: Instant | undefined;
};

/** A requirement with what most of them share filled in. */
export function requirement(state: JourneyState, input: RequirementInput): Requirement {
  const { changesAt, dueAt, evidence = [], actions = [], overridable = false, ...rest } = input;
  const doubt = doubtAbout(evidence);
  const isSuspect = doubt !== null;
  const met = rest.met && !isSuspect;
  return {
    ...rest,
    met,
    text: rest.met && isSuspect ? `${rest.text}, ${doubt}` : rest.text,
    since: state.stageSince,
    overridable,
    evidence: evidence.flatMap((one) =>
      one === undefined ? [] : [typeof one === 'string' ? one : one.eventId],
    ),
    actions: met ? [] : actions,
    ...(changesAt === undefined || isSuspect ? {} : { changesAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

/** Why what was told opens no gate, in words; null when nothing speaks against it. */
function doubtAbout(evidence: NonNullable<RequirementInput['evidence']>): string | null {
  const told = evidence.flatMap((one) => (typeof one === 'object' ? [one] : []));
  if (told.some(({ clockSuspect }) => clockSuspect === true)) return 'by a clock that runs ahead';
  return told.some(({ disputed }) => disputed === true)
    ? 'which was told in different ways: a review has to be answered'
    : null;
}

/** The action of taking a decision. */
export function decide(name: string, label: string): Action {
  return { kind: 'decide', name, label };
}

/** The action of recording what was seen or told. */
export function recordFact(name: string, label: string): Action {
  return { kind: 'record', name, label };
}

/** The verdict of a gate over its requirements. */
export function evaluation(gate: GateName, requirements: readonly Requirement[]): Evaluation {
  const changesAt = earliest(requirements.map((one) => one.changesAt));
  return {
    gate,
    isOpen: requirements.every((one) => one.met),
    requirements,
    ...(changesAt === undefined ? {} : { changesAt }),
  };
}
