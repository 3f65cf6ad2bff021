import { ApplicationFailure, log, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import type { DecisionCommand } from '#domain/decisions/decision-command.js';
import { decisionRule } from '#domain/decisions/decision-table.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { isIdentity } from '#domain/time/clock.js';
import type { Journey } from './journey.js';
import {
  clockSignal,
  decideUpdate,
  eventsSignal,
  identityRecordedSignal,
  namedElsewhereSignal,
  rollSignal,
  stateQuery,
  unusableMessageSignal,
} from './messages.js';

/** Opens the journey's inbox: set before anything is awaited, so that no message is ever early. */
export function receiveMessages(journey: Journey): void {
  setHandler(stateQuery, () => journey.state);
  setHandler(decideUpdate, (command) => journey.decide(command), { validator: assertDecision });
  setHandler(rollSignal, () => {
    journey.signals += 1;
    journey.isToContinueAsNew = true;
  });
  setHandler(clockSignal, (clock) => {
    journey.signals += 1;
    if (isIdentity(journey.clock)) return;
    journey.clock = clock;
    journey.looks += 1;
  });
  setHandler(identityRecordedSignal, (recorded) => {
    journey.signals += 1;
    journey.apply({ ...recorded, kind: 'identity-recorded' });
  });
  setHandler(namedElsewhereSignal, (identifiers) => {
    journey.signals += 1;
    for (const one of identifiers) journey.apply({ ...one, kind: 'named-elsewhere' });
  });
  setHandler(unusableMessageSignal, (messages) => {
    journey.signals += 1;
    for (const one of messages) journey.apply({ ...one, kind: 'clinical-message-unusable' });
  });
  setDefaultSignalHandler((name, ...args) => {
    journey.signals += 1;
    const events = name === eventsSignal ? args[0] : [args[0]];
    if (Array.isArray(events) && events.every(isJourneyEvent)) journey.receive(events);
    else log.warn('a signal that carries no events was ignored', { signal: name });
  });
}

/** Rejects what is no decision, before it leaves a trace. */
function assertDecision(command: DecisionCommand): void {
  const rule = decisionRule(command.type);
  const isAllowed = rule?.roles.some((role) => role === command.actor.role) === true;
  if (isAllowed) return;
  throw ApplicationFailure.nonRetryable('no decision of this protocol and role', 'no-decision');
}

function isJourneyEvent(value: unknown): value is JourneyEvent {
  const event = value as Partial<JourneyEvent> | null;
  return (
    typeof event === 'object' &&
    typeof event?.id === 'string' &&
    typeof event.source === 'string' &&
    typeof event.type === 'string' &&
    typeof event.time === 'string' &&
    typeof event.data === 'object'
  );
}
