import type { ToxicityProposal } from '../toxicity/proposal.js';
import type { Instant } from '../time/instant.js';
import type { Arrangement } from './arrangement.js';
import type { Enrolment } from './enrolment.js';
import type { JourneyEvent } from './event.js';
import type { ToxicityKind } from '../toxicity/toxicity-kind.js';
import type { Calendar, JourneyState } from './state.js';
import type { GateName, HoldKind, Outcome, Severity, Stage } from './vocabulary.js';

type Step = {
  /** Which deadline, with what it is about after a slash. */
  readonly name: string;
  readonly at: Instant;
  readonly step: number;
  readonly severity: Severity;
  readonly owner: string;
  readonly consequence: string;
};

type Toxicity = {
  readonly kind: ToxicityKind;
  readonly grade: number;
  readonly scale: string;
  /** The true grade may be higher: what `missingInputs` names is not known. */
  readonly atLeast: boolean;
  readonly missingInputs: readonly string[];
};

/** An event by its source and id. */
export type EventName = Pick<JourneyEvent, 'source' | 'id'>;

type HoldDetail = { readonly kind: HoldKind; readonly about: string | null };

/** The `detail` of each record type that the journey itself writes. */
export type DetailOf = {
  'journey.enrolled': { readonly enrolment: Enrolment };
  'stage.entered': {
    readonly stage: Stage;
    readonly attempts: JourneyState['attempts'];
    /** Types of decisions that lapse by entering the stage. */
    readonly voids: readonly string[];
  };
  /** The rules and parties that hold from here on, and the decision that brought them. */
  'rules.adopted': { readonly by: string; readonly arrangement: Arrangement };
  'gate.opened': { readonly gate: GateName; readonly requirements: readonly string[] };
  'gate.blocked': { readonly gate: GateName; readonly requirements: readonly string[] };
  'hold.placed': HoldDetail;
  'hold.lifted': HoldDetail;
  'deadline.warned': Step;
  'deadline.due': Step;
  'deadline.missed': Step;
  'alert.raised': {
    readonly alertId: string;
    readonly kind: string;
    readonly severity: Severity;
    readonly about: string;
    /** How far along the on-call list it goes: 1 the first on it, 2 the next, 3 everybody. */
    readonly level?: number;
    /** What is told beside, e.g. the type of a message and why it could not be used. */
    readonly eventType?: string;
    readonly reason?: string;
  };
  'alert.acknowledged': { readonly alertId: string; readonly by: string };
  'decision.recorded': {
    readonly by: readonly { readonly id: string; readonly role: string }[];
    readonly awaitingSecond: boolean;
    readonly basis: string;
    /** Ids of the events that a signed decision rests on. */
    readonly restsOn?: readonly string[];
    /** The journey that a new course begins with; whoever reads the journal starts it. */
    readonly newCourse?: Enrolment;
  };
  'decision.refused': { readonly code: string; readonly unmet: readonly string[] };
  'event.parked': { readonly event: JourneyEvent; readonly needs: string };
  'event.refused': { readonly event: JourneyEvent; readonly reason: string };
  'event.confirmed': {
    readonly event: JourneyEvent;
    /** Which event told the same before, where that is still kept. */
    readonly confirms?: EventName;
    readonly flags?: readonly string[];
  };
  'event.corrected': { readonly event: EventName; readonly by: string };
  'event.retracted': { readonly event: EventName; readonly reason: string };
  'identity.mismatch-detected': {
    readonly eventId: string;
    /** Which kind of identifier did not belong, e.g. `coi` or `bag`. */
    readonly identifier: string;
    /** What the hold is about. */
    readonly about?: string;
  };
  'deviation.raised': { readonly kind: string; readonly about: string };
  'review.requested': { readonly reviewId: string; readonly about: string };
  'review.answered': {
    readonly reviewId: string;
    readonly finding: string;
    /** The events that no longer count by the answer. */
    readonly overruled?: readonly EventName[];
  };
  'toxicity.proposed': Toxicity & { readonly proposal: ToxicityProposal };
  'toxicity.confirmed': Toxicity & { readonly agrees: boolean };
  'toxicity.escalated': Toxicity;
  'toxicity.resolved': Toxicity;
  'window.opened': { readonly name: string; readonly from: Instant; readonly until: Instant };
  'window.closed': { readonly name: string; readonly from: Instant; readonly until: Instant };
  'calendar.resolved': {
    readonly calendar: Calendar;
    readonly windows: readonly {
      readonly name: string;
      readonly from: Instant;
      readonly until: Instant;
    }[];
    readonly visits: readonly {
      readonly name: string;
      readonly dueAt: Instant;
      readonly windowUntil: Instant;
    }[];
  };
  'request.sent': {
    readonly type: string;
    readonly requestId: string;
    readonly purpose: string;
    readonly partnerId: string;
    readonly dueAt: Instant;
    /** What the partner reads, beyond `requestId`, `dueAt` and `coi`. */
    readonly data: Readonly<Record<string, unknown>>;
    readonly authorization?: {
      readonly kind: 'lymphodepletion.authorized' | 'infusion.authorized';
      readonly gate: GateName;
      readonly validUntil: Instant | null;
    };
  };
  'request.withdrawn': { readonly type: string; readonly requestId: string };
  'journey.reopened': { readonly stage: Stage; readonly reason: string };
  'journey.closed': {
    readonly outcome: Outcome;
    readonly reason: string;
    readonly stageAtEnd: Stage;
    readonly infused: boolean;
  };
};

/** The record types the journey writes of its own accord. */
export type OwnRecordType = keyof DetailOf;
