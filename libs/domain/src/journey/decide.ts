import { accepted, factDraft, isAheadOfTarget, targetOf } from '../corrections/accepted.js';
import { restingOn } from '../corrections/resting-on.js';
import { decisionBasis } from '../decisions/basis.js';
import type { DecisionCommand } from '../decisions/decision-command.js';
import { decisionRule } from '../decisions/decision-table.js';
import { effectsOf, journeyClosed } from '../decisions/effects.js';
import { refusalOf } from '../decisions/refusal.js';
import { firstSignature, secondRefusal, signersOf } from '../decisions/second-signature.js';
import { stageEntered } from '../decisions/stage-entered.js';
import { openSteps } from '../deadlines/steps.js';
import { missingFor } from '../facts/facts.js';
import { nextCollection } from '../gates/collected-material.js';
import { evaluate } from '../gates/gates.js';
import { normalisedIdentifier } from '../identifiers/normalised-identifier.js';
import { gatesOf, stageAfter, stepOf } from '../protocol.js';
import { requestDraft } from '../requests/request-plan.js';
import { planRequest } from '../requests/requests.js';
import { type Instant, isAtOrAfter } from '../time/instant.js';
import { alertRaised } from './alert.js';
import { isClinicalMessage } from './clinical-message.js';
import type { Command } from './command.js';
import { identityDecision } from './decision-recorded.js';
import { escalated } from './escalation.js';
import { isClockSuspect, type JourneyEvent } from './event.js';
import { holdPlaced } from './hold.js';
import { nextCourse } from './new-course.js';
import { rememberedKey } from './remembered.js';
import { claimedByOthers, foreignName, mismatched, namedElsewhere } from './identity.js';
import type { DetailOf } from './record-detail.js';
import { type Digest, partnerOf, type RecordDraft, system } from './record.js';
import { isPassedInStage, type JourneyState } from './state.js';
import type { GateName } from './vocabulary.js';

const maximumParked = 50;

const maximumParkedCharacters = 65_536;

/** The records a command makes a journey write, before what follows from them; pure. */
export function decide(
  state: JourneyState,
  command: Exclude<Command, { kind: 'enrol' }>,
  now: Instant,
  digest: Digest,
): readonly RecordDraft[] {
  if (state.stage === 'closed' && command.kind !== 'receive' && command.kind !== 'decision') {
    return [];
  }
  switch (command.kind) {
    case 'receive':
      return received(state, command.event, now, digest);
    case 'decision':
      return decided(state, command.decision, now, digest);
    case 'request': {
      const plan = planRequest(state, command.type, now);
      const draft = plan === null ? null : requestDraft(state, plan);
      return draft === null ? [] : [draft];
    }
    case 'pass-gate':
      return passed(state, command.gate, now);
    case 'time-passed':
      return timePassed(state, now, command.graceMs);
    case 'calendar-resolved':
      return state.calendar?.dayZeroStartsAt === command.resolved.calendar.dayZeroStartsAt
        ? []
        : [{ type: 'calendar.resolved', actor: system, detail: command.resolved }];
    case 'claims-answered':
      return claimedByOthers(state, command.foreign);
    case 'named-elsewhere':
      return namedElsewhere(state, command, command.eventId);
    case 'clinical-message-unusable':
      return unusable(state, command);
    case 'identity-recorded':
      return identityRecorded(state, command);
  }
}

/** Who the patient is becomes known once; a correction of it is the vault's alone. */
function identityRecorded(
  { enrolment }: JourneyState,
  { by, signatures, probableDuplicateOf }: Extract<Command, { kind: 'identity-recorded' }>,
): readonly RecordDraft[] {
  if (enrolment.identityRecorded) return [];
  const detail: DetailOf['decision.recorded'] = { by: [by], awaitingSecond: false, basis: '' };
  const recorded: RecordDraft = {
    type: 'decision.recorded',
    actor: { kind: 'person', ...by },
    decision: { type: identityDecision, data: {}, signatures },
    detail,
  };
  return probableDuplicateOf === undefined
    ? [recorded]
    : [recorded, holdPlaced('duplicate-enrolment', probableDuplicateOf)];
}

/** A message about the patient's safety that nobody could read: its sender is asked again at once. */
function unusable(
  state: JourneyState,
  { about, type, reason }: Extract<Command, { kind: 'clinical-message-unusable' }>,
): readonly RecordDraft[] {
  const alert = alertRaised('clinical-message-unusable', about, 'immediate');
  if (state.alerts.some(({ alertId }) => alertId === alert.detail?.['alertId'])) return [];
  return [{ ...alert, detail: { ...alert.detail, eventType: type, reason } }];
}

function received(
  state: JourneyState,
  event: JourneyEvent,
  now: Instant,
  digest: Digest,
): readonly RecordDraft[] {
  if (state.remembered.includes(rememberedKey(event, digest.hash))) return [];
  const refused = refusedBecause(state, event);
  if (refused !== null) {
    const detail: DetailOf['event.refused'] = { event, reason: refused };
    return [
      { type: 'event.refused', actor: partnerOf(event), detail },
      ...(state.stage !== 'closed' && isClinicalMessage(event)
        ? [alertRaised('clinical-message-refused', event.id, 'immediate')]
        : []),
    ];
  }
  const identifier = foreignName(state, event);
  if (identifier !== null) {
    const suspect = isClockSuspect(event, now, state.enrolment) ? ['clock-suspect'] : [];
    return [
      factDraft(event, ['identity-mismatch', ...suspect]),
      ...mismatched(state, { eventId: event.id, identifier, about: event.id }),
    ];
  }
  const needs = neededFirst(state, event, digest);
  if (needs === null || isClinicalMessage(event)) {
    return accepted(state, event, now, now, digest);
  }
  const isParked = hasRoomFor(state, event, digest);
  const detail = isParked ? { event, needs } : { event, reason: 'too-many-parked' };
  return [{ type: isParked ? 'event.parked' : 'event.refused', actor: partnerOf(event), detail }];
}

/** What has to come before an event: what it takes back or corrects, which is never parked for stage, else what it needs. */
function neededFirst(state: JourneyState, event: JourneyEvent, digest: Digest): string | null {
  const target = targetOf(event);
  if (target === undefined) return missingFor(state, event);
  return isAheadOfTarget(state, event, digest) ? target.id : null;
}

function hasRoomFor({ parked }: JourneyState, event: JourneyEvent, digest: Digest): boolean {
  if (parked.length >= maximumParked) return false;
  return digest.canonical([...parked, event]).length <= maximumParkedCharacters;
}

function refusedBecause(state: JourneyState, event: JourneyEvent): string | null {
  const { source } = event;
  if (state.stage === 'closed') return 'journey-closed';
  if (isOwnSource(state, source)) return correctsWrongly(event);
  return source.startsWith('urn:v2v:manufacturer:') ? 'not-its-manufacturer' : 'not-its-partner';
}

/** A correction has to name something else; an amended result is a correction. */
function correctsWrongly(event: JourneyEvent): string | null {
  if (event.type === 'quality.amended' && event.corrects === undefined) return 'corrects-nothing';
  return targetOf(event)?.id === event.id ? 'corrects-itself' : null;
}

/** A registered partner may speak of its own journeys only, whatever else it may publish. */
function isOwnSource({ enrolment }: JourneyState, source: string): boolean {
  const { partners, sites } = enrolment;
  const ofSites = Object.values(sites).map((site) => `urn:v2v:site:${site}`);
  return [...Object.values(partners).map((one) => one.source), ...ofSites].includes(source);
}

function decided(
  state: JourneyState,
  command: DecisionCommand,
  now: Instant,
  digest: Digest,
): readonly RecordDraft[] {
  const actor = { kind: 'person' as const, id: command.actor.id, role: command.actor.role };
  const basis = decisionBasis(state, command.type, now, digest);
  const decision = {
    type: command.type,
    data: command.data,
    ...(command.basis === null ? {} : { basis: command.basis }),
    signatures: command.signatures.map(({ role: _role, ...signature }) => signature),
  };
  const refusal = refusalOf(state, command, now) ?? secondRefusal(state, command, basis, now);
  if (refusal !== null) {
    const detail: DetailOf['decision.refused'] = {
      code: refusal.code,
      unmet: refusal.unmet.map((one) => one.id),
    };
    return [
      { type: 'decision.refused', actor, decision, detail },
      ...(refusal.code === 'identity-not-equal' ? wrongScan(state, command) : []),
    ];
  }
  const first = firstSignature(state, command, basis, now);
  const by = [...(first?.by ?? []), ...signersOf(command)];
  const awaitingSecond = by.length < (decisionRule(command.type)?.persons ?? 1);
  const restsOn = restingOn(state, command.type, command.data, now);
  const newCourse = nextCourse(state, command, now, digest);
  const detail: DetailOf['decision.recorded'] = {
    by,
    awaitingSecond,
    basis,
    ...(restsOn.length === 0 ? {} : { restsOn }),
    ...(newCourse === undefined ? {} : { newCourse }),
  };
  const recorded: RecordDraft = { type: 'decision.recorded', actor, decision, detail };
  return awaitingSecond ? [recorded] : [recorded, ...effectsOf(state, command, now)];
}

/** What two people hold in their hands at the bedside is not this patient's: nothing goes on before quality has looked. */
function wrongScan(state: JourneyState, { data }: DecisionCommand): readonly RecordDraft[] {
  const [batchId, bagId] = [data['batchId'], data['bagId']].map(String).map(normalisedIdentifier);
  const about = `bedside/${batchId}/${bagId}`;
  const eventId = `${state.journeyId}/${state.sequence + 1}`;
  return mismatched(state, { eventId, identifier: 'bag', about });
}

function passed(state: JourneyState, gate: GateName, now: Instant): readonly RecordDraft[] {
  if (!gatesOf(state.stage).includes(gate)) return [];
  const { gate: wayOut } = stepOf(state.stage);
  const next = stageAfter(state.stage, state.rules);
  const verdict = evaluate(gate, state, now);
  if (!verdict.isOpen || (gate !== wayOut && isPassedInStage(state, gate))) return [];
  const detail: DetailOf['gate.opened'] = {
    gate,
    requirements: verdict.requirements.map((one) => one.id),
  };
  const opened: RecordDraft = { type: 'gate.opened', actor: system, detail };
  if (gate !== wayOut) return [opened];
  return next === 'closed'
    ? [opened, journeyClosed(state, 'completed', gate)]
    : [opened, stageEntered(state, next, { isNewAttempt: isNewAttempt(state, gate) })];
}

/** A collection that was called off before it began is not another one; neither is lymphodepletion entered again a new course. */
function isNewAttempt(state: JourneyState, gate: GateName): boolean {
  if (gate === 'schedule.confirmed') return nextCollection(state) > state.attempts.apheresis;
  return gate !== 'lymphodepletion.may-start' || state.lymphodepletion === null
    ? true
    : state.lymphodepletion.attempt === state.attempts.lymphodepletion;
}

function timePassed(state: JourneyState, now: Instant, graceMs: number): readonly RecordDraft[] {
  const steps = openSteps(state, graceMs)
    .filter((step) => isAtOrAfter(now, step.at))
    .flatMap(({ type, step, at, deadline, pages }): readonly RecordDraft[] => {
      const { name, severity, owner, consequence } = deadline;
      const detail: DetailOf['deadline.due'] = { name, at, step, severity, owner, consequence };
      const raised: RecordDraft = { type, actor: system, detail };
      // The same problem is raised again with each step: nobody has been heard of since.
      return pages === true ? [raised, alertRaised('missed', name, 'immediate')] : [raised];
    });
  const windows = state.windows.flatMap(({ name, from, until, state: is }): RecordDraft[] => {
    const detail = { name, from, until };
    if (is === 'planned' && isAtOrAfter(now, from)) {
      return [{ type: 'window.opened', actor: system, detail }];
    }
    return is === 'open' && isAtOrAfter(now, until)
      ? [{ type: 'window.closed', actor: system, detail }]
      : [];
  });
  return [...windows, ...steps, ...escalated(state, now, graceMs)];
}
