import { decisionBasis } from '../decisions/basis.js';
import type { DecisionCommand } from '../decisions/decision-command.js';
import { decisionRule } from '../decisions/decision-table.js';
import { effectsOf, holdPlaced, journeyClosed, stageEntered } from '../decisions/effects.js';
import { refusalOf } from '../decisions/refusal.js';
import { openSteps } from '../deadlines/steps.js';
import { missingFor } from '../facts/facts.js';
import { evaluate } from '../gates/gates.js';
import { protocol } from '../protocol.js';
import { requestDraft } from '../requests/request-plan.js';
import { planRequest } from '../requests/requests.js';
import { type Instant, isAtOrAfter } from '../time/instant.js';
import type { Command } from './command.js';
import { factDraft } from './consequences.js';
import type { JourneyEvent } from './event.js';
import { rememberedKey } from './evolve.js';
import type { DetailOf } from './record-detail.js';
import { type Digest, type RecordDraft, system } from './record.js';
import type { JourneyState } from './state.js';
import type { GateName } from './vocabulary.js';

const maximumParked = 50;

const clinicalMessages: readonly string[] = [
  'vitals.recorded',
  'ice.assessed',
  'capd.assessed',
  'neurology.assessed',
  'checkin.completed',
  'medication.given',
  'laboratory.resulted',
  'adverse-event.reported',
  'infusion.reaction-reported',
  'patient.admitted',
  'safety-switch.activated',
  'death.reported',
  'batch.release-withdrawn',
  'lot.recalled',
];

/** The records a command makes a journey write, before what follows from them; pure. */
export function decide(
  state: JourneyState,
  command: Exclude<Command, { kind: 'enrol' }>,
  now: Instant,
  digest: Digest,
): readonly RecordDraft[] {
  switch (command.kind) {
    case 'receive':
      return received(state, command.event, digest);
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
      return [{ type: 'calendar.resolved', actor: system, detail: command.resolved }];
  }
}

function received(
  state: JourneyState,
  event: JourneyEvent,
  digest: Digest,
): readonly RecordDraft[] {
  if (state.remembered.includes(rememberedKey(event, digest.hash))) return [];
  const refused = refusedBecause(state, event);
  if (refused !== null) {
    const detail: DetailOf['event.refused'] = { event, reason: refused };
    return [{ type: 'event.refused', actor: partner(event), detail }];
  }
  const { coi } = event.data;
  if (typeof coi === 'string' && coi !== state.journeyId) {
    const detail: DetailOf['identity.mismatch-detected'] = { eventId: event.id, identifier: 'coi' };
    return [
      factDraft(event, ['identity-mismatch']),
      { type: 'identity.mismatch-detected', actor: system, detail },
      holdPlaced('identity-mismatch', event.id),
    ];
  }
  const needs = missingFor(state, event);
  if (needs === null || clinicalMessages.includes(event.type)) return [factDraft(event)];
  const parked = state.parked.length < maximumParked;
  const detail = parked ? { event, needs } : { event, reason: 'too-many-parked' };
  return [{ type: parked ? 'event.parked' : 'event.refused', actor: partner(event), detail }];
}

function partner(event: JourneyEvent): RecordDraft['actor'] {
  return { kind: 'partner', id: event.source };
}

const manufacturersOwn = /^(slot|manufacturing|batch|material\.received|excursion)\b/;

function refusedBecause(state: JourneyState, event: JourneyEvent): string | null {
  const { manufacturer } = state.enrolment.partners;
  return manufacturersOwn.test(event.type) &&
    event.source.startsWith('urn:v2v:manufacturer:') &&
    event.source !== manufacturer.source
    ? 'not-its-manufacturer'
    : null;
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
    signatures: command.signatures,
  };
  const refusal = refusalOf(state, command, now);
  if (refusal !== null) {
    const detail: DetailOf['decision.refused'] = {
      code: refusal.code,
      unmet: refusal.unmet.map((one) => one.id),
    };
    return [{ type: 'decision.refused', actor, decision, detail }];
  }
  const first = state.awaitingSecond.find(
    (waiting) => waiting.type === command.type && waiting.basis === basis,
  );
  const signers = signersOf(command);
  const by = [...(first?.by ?? []), ...signers].filter(
    (one, index, all) => all.findIndex((other) => other.id === one.id) === index,
  );
  const needed = decisionRule(command.type)?.persons ?? 1;
  const awaitingSecond = by.length < needed;
  const detail: DetailOf['decision.recorded'] = { by, awaitingSecond, basis };
  const recorded: RecordDraft = { type: 'decision.recorded', actor, decision, detail };
  return awaitingSecond ? [recorded] : [recorded, ...effectsOf(state, command)];
}

function signersOf(command: DecisionCommand): readonly { id: string; role: string }[] {
  const { actor, signatures } = command;
  return signatures.length === 0
    ? [{ id: actor.id, role: actor.role }]
    : signatures.map((signature) => ({ id: signature.subject, role: actor.role }));
}

function passed(state: JourneyState, gate: GateName, now: Instant): readonly RecordDraft[] {
  const verdict = evaluate(gate, state, now);
  const isPassed = state.openedGates.some(
    (opened) => opened.gate === gate && isAtOrAfter(opened.at, state.stageSince),
  );
  if (!verdict.isOpen || isPassed) return [];
  const detail: DetailOf['gate.opened'] = {
    gate,
    requirements: verdict.requirements.map((one) => one.id),
  };
  const opened: RecordDraft = { type: 'gate.opened', actor: system, detail };
  const step = protocol.find((one) => one.gate === gate);
  if (step === undefined || step.stage !== state.stage) return [opened];
  if (step.next === 'closed') {
    return [opened, journeyClosed(state, 'completed', 'follow-up.may-close')];
  }
  return [opened, stageEntered(state, step.next, { isNewAttempt: isNewAttempt(state, gate) })];
}

/** Entering lymphodepletion again after an infusion permission fell is not a new course of it. */
function isNewAttempt(state: JourneyState, gate: GateName): boolean {
  return gate !== 'lymphodepletion.may-start' || state.lymphodepletion === null
    ? true
    : state.lymphodepletion.attempt === state.attempts.lymphodepletion;
}

function timePassed(state: JourneyState, now: Instant, graceMs: number): readonly RecordDraft[] {
  const steps = openSteps(state, graceMs)
    .filter((step) => isAtOrAfter(now, step.at))
    .map(({ type, step, at, deadline }): RecordDraft => {
      const { name, severity, owner, consequence } = deadline;
      const detail: DetailOf['deadline.due'] = { name, at, step, severity, owner, consequence };
      return { type, actor: system, detail };
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
  return [...windows, ...steps];
}
