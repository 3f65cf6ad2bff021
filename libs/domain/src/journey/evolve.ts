import { changeWhere } from '../facts/fact.js';
import type { Instant } from '../time/instant.js';
import { adoptedState, asHandedOver, isOfNoEffectYet } from './adopted-state.js';
import { arrangedState } from './arrangement.js';
import { initialState } from './initial-state.js';
import { isOfInfusion, type JourneyEvent } from './event.js';
import { rememberedKey } from './remembered.js';
import { withMark } from '../told/marks.js';
import { isEvent } from '../told/told.js';
import { withFact, withoutFacts } from '../told/with-fact.js';
import { decisionRecorded } from './decision-recorded.js';
import type { DetailOf, OwnRecordType } from './record-detail.js';
import type { Hash, JournalRecord } from './record.js';
import type { Alert, JourneyState, ToxicityCourse } from './state.js';
import { neverAssessed } from '../toxicity/proposal.js';
import { withRescans } from './rescan.js';
import { courseOnScale, isRise } from './toxicity-course.js';

type OwnEvolution<T extends OwnRecordType> = (
  state: JourneyState,
  detail: DetailOf[T],
  record: JournalRecord,
  hash: Hash,
) => JourneyState;

const own: { readonly [T in OwnRecordType]: OwnEvolution<T> } = {
  'journey.enrolled': (state) => state,
  'stage.entered': (state, { stage, attempts, voids }, record) => ({
    ...withCourse(state, attempts.lymphodepletion, record),
    stage,
    stageSince: record.time,
    attempts: { ...attempts, manufacturing: state.attempts.manufacturing },
    decisions: withoutVoided(state.decisions, voids),
    awaitingSecond: withoutVoided(state.awaitingSecond, voids),
  }),
  'rules.adopted': (state, { arrangement }) => arrangedState(state, arrangement),
  'gate.opened': (state, { gate }, record) => ({
    ...state,
    // The product has been given: the permission to give it is used up.
    authorizations:
      gate === 'infusion.complete'
        ? state.authorizations.filter((one) => one.kind !== 'infusion.authorized')
        : state.authorizations,
    openedGates: [...state.openedGates, { gate, at: record.time }],
  }),
  'gate.blocked': (state) => state,
  'hold.placed': (state, { kind, about }, record) => ({
    ...state,
    holds: [...state.holds, { kind, about, since: record.time, placedBy: record.id }],
  }),
  'hold.lifted': (state, { kind, about }) => ({
    ...state,
    holds: state.holds.filter((hold) => hold.kind !== kind || hold.about !== about),
  }),
  'deadline.warned': withStepFired,
  'deadline.due': withStepFired,
  'deadline.missed': withStepFired,
  'alert.raised': (state, { alertId, kind, severity, level }, record) => {
    const known =
      level === undefined ? -1 : state.alerts.findIndex((one) => one.alertId === alertId);
    const raised: Alert = {
      alertId,
      kind,
      severity,
      raisedAt: state.alerts[known]?.raisedAt ?? record.time,
      acknowledgedBy: null,
      ...(level === undefined ? {} : { level }),
      ...(known === -1 ? {} : { repeatedAt: record.time }),
    };
    const alerts = known === -1 ? [...state.alerts, raised] : state.alerts.with(known, raised);
    return { ...state, alerts };
  },
  'alert.acknowledged': (state, { alertId, by }) => ({
    ...state,
    alerts: changeWhere(
      state.alerts,
      (alert) => alert.alertId === alertId,
      (alert) => ({ ...alert, acknowledgedBy: by }),
    ),
  }),
  'decision.recorded': decisionRecorded,
  'decision.refused': (state) => state,
  'event.parked': (state, { event, needs }, record, hash) => ({
    ...remembered(state, event, hash),
    parked: [...state.parked, { event, needs, since: record.time }],
  }),
  'event.refused': (state, { event }, _record, hash) => remembered(state, event, hash),
  'event.confirmed': (state, { event, flags = [] }, record, hash) =>
    withEvent(state, event, flags, record, hash),
  // The fact that corrects stands in a record of its own.
  'event.corrected': (state) => state,
  'event.retracted': (state, { event }) => withoutFacts(state, [event]),
  'identity.mismatch-detected': (state, { about }) =>
    about === undefined || state.mismatches.includes(about)
      ? state
      : { ...state, mismatches: [...state.mismatches, about].toSorted() },
  'deviation.raised': (state) => state,
  'review.requested': (state, { reviewId, about }, record) => ({
    ...state,
    reviews: [...state.reviews, { reviewId, about, raisedAt: record.time }],
  }),
  'review.answered': (state, { reviewId, overruled = [] }) => ({
    ...(overruled.length === 0 ? state : withoutFacts(state, overruled)),
    reviews: state.reviews.filter((review) => review.reviewId !== reviewId),
  }),
  'toxicity.proposed': (state, { kind, proposal }, record) => {
    const course = courseOnScale(state.toxicity[kind], proposal.scale);
    const proposed = proposal.grade ?? 0;
    const rises = course === null || isRise(course, proposal);
    const answered = course?.answeredGrade ?? null;
    const next: ToxicityCourse = {
      grade: rises ? proposed : course.grade,
      status: rises ? 'proposed' : course.status,
      since: rises ? record.time : course.since,
      asOf: record.time,
      peak: Math.max(course?.peak ?? 0, proposed),
      confirmedGrade: course?.confirmedGrade ?? null,
      // A grade that was answered and has gone is a new one when it comes back; not measured is not gone.
      answeredGrade:
        answered === null || proposal.atLeast ? answered : Math.min(answered, proposed),
      proposal,
    };
    return { ...state, toxicity: { ...state.toxicity, [kind]: next } };
  },
  'toxicity.confirmed': (state, { kind, grade, scale }, record) => {
    const known = courseOnScale(state.toxicity[kind], scale);
    // What nobody computed a clinician may know.
    const proposal = known?.proposal ?? { ...neverAssessed(kind, []), scale };
    const next: ToxicityCourse = {
      ...known,
      grade,
      status: 'confirmed',
      confirmedGrade: grade,
      answeredGrade: proposal.grade,
      since: grade === known?.grade ? known.since : record.time,
      asOf: record.time,
      peak: Math.max(known?.peak ?? 0, grade),
      proposal,
    };
    return { ...state, toxicity: { ...state.toxicity, [kind]: next } };
  },
  'toxicity.escalated': (state) => state,
  'toxicity.resolved': (state) => state,
  'window.opened': (state, { name }) => withWindow(state, name, 'open'),
  'window.closed': (state, { name }) => withWindow(state, name, 'closed'),
  'calendar.resolved': (state, { calendar, windows, visits }) => ({
    ...state,
    calendar,
    // Counted anew from an earlier day, what was opened and what was done stays so.
    windows: windows.map((window) => ({
      ...window,
      state: state.windows.find((one) => one.name === window.name)?.state ?? 'planned',
    })),
    visits: visits.map((visit) => ({
      ...visit,
      completed: state.visits.find((one) => one.name === visit.name)?.completed ?? null,
    })),
  }),
  'request.sent': (state, detail, record) => ({
    ...state,
    requests: [
      ...state.requests,
      {
        requestId: detail.requestId,
        type: detail.type,
        purpose: detail.purpose,
        sentAt: record.time,
        dueAt: detail.dueAt,
      },
    ],
    authorizations:
      detail.authorization === undefined
        ? state.authorizations
        : [
            ...state.authorizations,
            {
              kind: detail.authorization.kind,
              gate: detail.authorization.gate,
              validUntil: detail.authorization.validUntil,
              requestId: detail.requestId,
            },
          ],
  }),
  'request.withdrawn': (state, { requestId }) => ({
    ...state,
    authorizations: state.authorizations.filter((one) => one.requestId !== requestId),
  }),
  'journey.reopened': (state, { stage }, record) => ({
    ...state,
    stage,
    stageSince: record.time,
    outcome: null,
    reopened: { at: record.time, deathEventId: state.death?.evidence.eventId ?? null },
  }),
  'journey.closed': (state, { outcome, reason, stageAtEnd, infused }, record) => ({
    ...state,
    stage: 'closed',
    stageSince: record.time,
    authorizations: [],
    outcome: { outcome, reason, stageAtEnd, infused, at: record.time, by: record.data.actor },
  }),
};

/** The record types the journey writes of its own accord. */
export const ownRecordTypes = Object.keys(own) as readonly OwnRecordType[];

/**
 * The state after one record: pure, total over every record type this version and those before it write.
 * The first record of a journey is `journey.enrolled`, folded onto null.
 */
export function evolve(
  state: JourneyState | null,
  record: JournalRecord,
  hash: Hash,
): JourneyState {
  const before = state === null ? initialState(record) : adoptedState(state);
  const changed = withReceipt(evolved(before, record, hash), record);
  return {
    ...asHandedOver(changed, record),
    sequence: record.data.sequence,
    lastHash: record.data.hash,
    lastTime: record.time,
  };
}

function evolved(state: JourneyState, record: JournalRecord, hash: Hash): JourneyState {
  const { fact } = record.data;
  if (fact === undefined) return evolvedOwn(state, record, record.type as OwnRecordType, hash);
  const { flags, ...told } = fact;
  return withEvent(state, { ...told, type: record.type }, flags ?? [], record, hash);
}

/** The state after an event came, alone or as one more of its occurrence. */
function withEvent(
  state: JourneyState,
  event: JourneyEvent,
  flags: readonly string[],
  record: JournalRecord,
  hash: Hash,
): JourneyState {
  const known = remembered(state, event, hash);
  const unparked = {
    ...known,
    parked: known.parked.filter((parked) => !isEvent(parked.event, event)),
  };
  const isForeign = flags.includes('identity-mismatch');
  // A scan of somebody else is no ground for anything; but what has flowed into the patient has.
  if (isForeign && !isOfInfusion(event)) return unparked;
  if (isOfNoEffectYet(record)) return unparked;
  const suspectAt = flags.includes('clock-suspect')
    ? (arrivedAt(state, event) ?? record.time)
    : undefined;
  const seen = isForeign ? unparked : withRescans(unparked, event);
  return withFact(seen, event, { sequence: record.data.sequence, hash, suspectAt });
}

/** When a parked event arrived. */
function arrivedAt({ parked }: JourneyState, event: JourneyEvent): Instant | undefined {
  return parked.find((one) => isEvent(one.event, event))?.since;
}

function evolvedOwn<T extends OwnRecordType>(
  state: JourneyState,
  record: JournalRecord,
  type: T,
  hash: Hash,
): JourneyState {
  return own[type](state, record.data.detail as DetailOf[T], record, hash);
}

/** Facts of a course of lymphodepletion belong to the one that is under way. */
function withCourse(state: JourneyState, attempt: number, { data }: JournalRecord): JourneyState {
  return attempt === state.attempts.lymphodepletion
    ? state
    : withMark(state, { sequence: data.sequence, kind: 'course', attempt });
}

function remembered(
  state: JourneyState,
  event: Pick<JourneyEvent, 'source' | 'id'>,
  hash: Hash,
): JourneyState {
  const key = rememberedKey(event, hash);
  return state.remembered.includes(key)
    ? state
    : { ...state, remembered: [...state.remembered, key] };
}

function withReceipt(state: JourneyState, record: JournalRecord): JourneyState {
  const { receipt } = record.data;
  if (receipt === undefined) return state;
  const { keyHash, ...answer } = receipt;
  return { ...state, receipts: { ...state.receipts, [keyHash]: answer } };
}

function withStepFired(
  state: JourneyState,
  { name, step }: { readonly name: string; readonly step: number },
): JourneyState {
  return { ...state, firedSteps: [...state.firedSteps, `${name}#${step}`] };
}

function withWindow(
  state: JourneyState,
  name: string,
  windowState: 'open' | 'closed',
): JourneyState {
  return {
    ...state,
    windows: changeWhere(
      state.windows,
      (window) => window.name === name,
      (window) => ({ ...window, state: windowState }),
    ),
  };
}

function withoutVoided<T extends { readonly type: string }>(
  decisions: readonly T[],
  voids: readonly string[],
): readonly T[] {
  return decisions.filter((decision) => !voids.includes(decision.type));
}
