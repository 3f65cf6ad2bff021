import { firstSignatures } from '../decisions/second-signature.js';
import { nextAssessment } from '../deadlines/assessment-cadence.js';
import { deadlinesOf } from '../deadlines/deadlines.js';
import type { Deadline } from '../deadlines/deadline.js';
import type { Enrolment } from '../journey/enrolment.js';
import { isTreatedAgain, nextJourneyId } from '../journey/new-course.js';
import type { Digest } from '../journey/record.js';
import type { Alert, Hold, JourneyState, Window } from '../journey/state.js';
import type { HoldKind, Outcome, Stage } from '../journey/vocabulary.js';
import { unverifiedNumbers } from '../rules/certainty.js';
import type { Instant } from '../time/instant.js';
import { type Assignment, assignmentsOf } from './assignments.js';
import { calendarDay } from './calendar-day.js';
import { type Criticality, criticalityOf } from './criticality.js';
import { type DataGap, dataGapsOf } from './data-gaps.js';
import { type Identifier, identifiersOf } from './identifiers.js';
import { type MaterialStatus, materialOf } from './material.js';
import { type Milestone, milestonesOf } from './milestones.js';
import { type Precaution, precautionsOf } from './precautions.js';
import { type SharedSite, sharedSitesOf } from './shared-sites.js';
import { toxicitiesOf, type ToxicitiesStatus } from './toxicity-status.js';
import { type Track, tracksOf } from './tracks.js';
import { type WaitingFor, waitingForOf } from './waiting-for.js';

/** Where one journey stands at an instant and why it is not further: the contract's status without contacts. */
export type JourneyStatus = {
  readonly journeyId: string;
  readonly version: number;
  readonly asOf: Instant;
  readonly environment: Enrolment['environment'];
  readonly sites: Enrolment['sites'];
  readonly sharedWith: readonly SharedSite[];
  readonly product: string;
  readonly indication: string;
  readonly rules: { readonly id: string; readonly unverified: number };
  readonly course: number;
  readonly previousJourneyId: string | null;
  /** The journey of the next course of this patient, where one was decided on. */
  readonly nextJourneyId: string | null;
  readonly stage: Stage;
  readonly stageSince: Instant;
  readonly day: number | null;
  readonly criticality: Criticality;
  readonly identifiers: readonly Identifier[];
  readonly tracks: readonly Track[];
  readonly milestones: readonly Milestone[];
  readonly waitingFor: readonly WaitingFor[];
  /** Two-person decisions that have their first signature and can have their second now. */
  readonly awaitingSecond: readonly {
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly at: Instant;
    readonly by: readonly { readonly id: string; readonly role: string }[];
  }[];
  readonly assignments: readonly Assignment[];
  readonly holds: readonly (Hold & { readonly liftedBy: string })[];
  readonly deadlines: readonly Deadline[];
  readonly material: MaterialStatus;
  readonly toxicity: ToxicitiesStatus;
  readonly windows: readonly (Window & {
    readonly zone: string;
    readonly nextAssessmentDue?: Instant;
  })[];
  readonly precautions: readonly Precaution[];
  readonly attempts: JourneyState['attempts'];
  /** Facts in the register that the journey has not applied; filled where the register is read. */
  readonly received: readonly never[];
  readonly alerts: readonly Alert[];
  readonly dataGaps: readonly DataGap[];
  readonly outcome: Outcome | null;
  readonly outcomeDetail: {
    readonly infused: boolean;
    readonly stageAtEnd: Stage;
    readonly reason: string;
  } | null;
};

/** The decision or event that lifts each kind of hold. */
const liftedBy: { readonly [kind in HoldKind]: string } = {
  'identity-mismatch': 'resolve-identity-mismatch',
  'identity-mismatch-collateral': 'lift-hold',
  'temperature-excursion': 'dispose-excursion',
  'out-of-specification': 'accept-out-of-specification',
  recall: 'lift-hold',
  'site-suspended': 'site.reinstated',
  'consent-withdrawn': 'consent.signed',
  'duplicate-enrolment': 'lift-hold',
  deviation: 'lift-hold',
  manual: 'lift-hold',
};

/** The status of a journey at an instant of journey time; pure. */
export function statusOf(state: JourneyState, now: Instant, digest: Digest): JourneyStatus {
  const { enrolment, rules, outcome } = state;
  return {
    journeyId: state.journeyId,
    version: state.sequence,
    asOf: now,
    environment: enrolment.environment,
    sites: enrolment.sites,
    sharedWith: sharedSitesOf(state, now),
    product: enrolment.product,
    indication: enrolment.indication,
    rules: {
      id: rules.id,
      unverified: unverifiedNumbers(rules),
    },
    course: enrolment.course,
    previousJourneyId: enrolment.previousJourneyId,
    nextJourneyId: isTreatedAgain(state) ? nextJourneyId(state, digest) : null,
    stage: state.stage,
    stageSince: state.stageSince,
    day: state.calendar === null ? null : calendarDay(state.calendar, now),
    criticality: criticalityOf(state),
    identifiers: identifiersOf(state),
    tracks: tracksOf(state),
    milestones: milestonesOf(state),
    waitingFor: waitingForOf(state, now, digest),
    awaitingSecond: firstSignatures(state, now, digest).map(({ type, data, at, by }) => ({
      type,
      data,
      at,
      by,
    })),
    assignments: assignmentsOf(state),
    holds: state.holds.map((hold) => ({ ...hold, liftedBy: liftedBy[hold.kind] })),
    deadlines: deadlinesOf(state),
    material: materialOf(state),
    toxicity: toxicitiesOf(state, now),
    windows: windowsOf(state),
    precautions: precautionsOf(state, now),
    attempts: state.attempts,
    received: [],
    alerts: state.alerts,
    dataGaps: dataGapsOf(state),
    outcome: outcome?.outcome ?? null,
    outcomeDetail:
      outcome === null
        ? null
        : { infused: outcome.infused, stageAtEnd: outcome.stageAtEnd, reason: outcome.reason },
  };
}

function windowsOf(state: JourneyState): JourneyStatus['windows'] {
  const { calendar } = state;
  const next = nextAssessment(state);
  return state.windows.map((window) => ({
    ...window,
    zone: calendar?.zone ?? state.enrolment.zone,
    ...(next === null || window.name !== 'daily-monitoring'
      ? {}
      : { nextAssessmentDue: next.dueAt }),
  }));
}
