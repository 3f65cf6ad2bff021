import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { protocolVersion } from '#domain/journey/journal.js';
import type { Journey } from './journey.js';
import type { JourneyInput } from './messages.js';

// What a run may grow to, so that replaying it stays a matter of milliseconds and far from the server's limits.
const mostHistoryEvents = 1_000;
const mostHistoryBytes = 1_048_576;
const mostSignals = 500;

/**
 * Ends the run and goes on in another when the server suggests it, when the run has grown long, on `journey.roll`, on
 * entering follow-up and after each visit; never with records unpublished or a message half applied.
 */
export async function continueAsNewWhenDue(journey: Journey): Promise<never> {
  const { historySize: bytesAtStart } = workflowInfo();
  await condition(() => isDue(journey, bytesAtStart) && isAtRest(journey));
  const { state, clock } = journey;
  const input: JourneyInput = { clock, protocolVersion, resumed: state };
  return continueAsNew<(input: JourneyInput) => Promise<never>>(input);
}

function isDue(journey: Journey, bytesAtStart: number): boolean {
  const { continueAsNewSuggested, historyLength, historySize } = workflowInfo();
  return (
    journey.isToContinueAsNew ||
    continueAsNewSuggested ||
    journey.signals >= mostSignals ||
    historyLength >= mostHistoryEvents ||
    // The state it was handed is no growth: a run of a large one would end as soon as it began.
    historySize - bytesAtStart >= mostHistoryBytes
  );
}

function isAtRest(journey: Journey): boolean {
  return (
    journey.state.stage !== 'closed' &&
    journey.isPublished &&
    journey.foreignNames.length === 0 &&
    !journey.isBusy &&
    allHandlersFinished()
  );
}
