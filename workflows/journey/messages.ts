import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { DecisionCommand, DecisionOutcome } from '#domain/decisions/decision-command.js';
import type { Command, RegisteredIdentifier } from '#domain/journey/command.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { JourneyClock } from '#domain/time/clock.js';

/** The task queue on which workers take journeys. */
export const journeyTaskQueue = 'treatment-journeys';

/** The type under which a journey is started. */
export const journeyWorkflowType = 'treatmentJourney';

/** The address of a journey in Temporal, the same for its whole life. */
export function journeyWorkflowId(journeyId: string): string {
  return `journey/${journeyId}`;
}

/**
 * What a run starts with: the enrolment of a new journey, or the state that the run before hands over with the records that
 * it has not published, with the decision that opens the journey again where it had closed; and the version of the protocol
 * that the run keeps to its end, 1 where none stands.
 */
export type JourneyInput = { readonly clock: JourneyClock; readonly protocolVersion: number } & (
  | { readonly enrolment: Enrolment }
  | {
      readonly resumed: JourneyState;
      readonly unpublished?: readonly JournalRecord[];
      readonly reopening?: DecisionCommand;
    }
);

/** A decision of a person, answered at once. */
export const decideUpdate = defineUpdate<DecisionOutcome, [DecisionCommand]>('decide');

/** The journey itself: what the read model follows, without its delay. */
export const stateQuery = defineQuery<JourneyState>('state');

/** Several inbound events in one signal, in order; a single one comes under its own type. */
export const eventsSignal = 'events';

/** A demonstration's clock after its stack stood still; ignored where journey time is wall time. */
export const clockSignal = defineSignal<[JourneyClock]>('journey.clock');

/** Asks a journey to continue as new, so that it runs the code now deployed. */
export const rollSignal = defineSignal('journey.roll');

/** Who recorded the identity of a patient, and maybe which other journey is theirs, too. */
export type IdentityRecorded = Omit<Extract<Command, { kind: 'identity-recorded' }>, 'kind'>;

/** Tells a journey that began without identity that the vault has it now. */
export const identityRecordedSignal = defineSignal<[IdentityRecorded]>('patient.identity-recorded');

/** How a journey is started, by whoever enrols: once for ever, under an address of its own. */
export function journeyStart(enrolment: Enrolment, clock: JourneyClock) {
  const { journeyId, product, indication, sites } = enrolment;
  const input: JourneyInput = { enrolment, protocolVersion, clock };
  return {
    workflowId: journeyWorkflowId(journeyId),
    taskQueue: journeyTaskQueue,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    staticSummary: `${product} for ${indication} at ${sites.treating}`,
    args: [input] as [JourneyInput],
  };
}

/** Says that other journeys named identifiers of this one, in which of their events. */
export const namedElsewhereSignal = defineSignal<
  [readonly (RegisteredIdentifier & { readonly eventId: string })[]]
>('identity.named-elsewhere');

/** Says which clinical messages about the journey could not be used. */
export const unusableMessageSignal = defineSignal<
  [readonly { readonly about: string; readonly type: string; readonly reason: string }[]]
>('clinical-message.unusable');
