import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { protocolVersion } from '#domain/journey/journal.js';
import type { Journey } from './journey.js';
import type { JourneyInput } from './messages.js';

// What a run may grow to, so that replaying it stays short and far from the server's limits.
const mostHistoryEvents = 500;
const mostHistoryBytes = 1_048_576;
const mostSignals = 500;
/** Characters of JSON that are handed over: the state, and the records that are not published yet. */
const mostCharacters = 384 * 1_024;

/**
 * Ends the run and goes on in another when the server suggests it, when the run has grown long, on `journey.roll`, on
 * entering follow-up and after each visit; never while records are being published or a message is half applied. What is not
 * published by then is handed over and published first: under load there is always something.
 */
export async function continueAsNewWhenDue(journey: Journey): Promise<never> {
  await condition(() => isToEnd(journey) && allHandlersFinished());
  const { state, clock, unpublished } = journey;
  const input: JourneyInput = {
    clock,
    protocolVersion,
    resumed: state,
    ...(unpublished.length === 0 ? {} : { unpublished }),
  };
  return continueAsNew<(input: JourneyInput) => Promise<never>>(input);
}

/**
 * Whether the run ends now: then nothing more is begun in it. Messages that came in the same task may still be answered, which
 * is over before the task is.
 */
export function isToEnd(journey: Journey): boolean {
  return isDue(journey) && isAtRest(journey) && isSmall(journey);
}

function isDue(journey: Journey): boolean {
  const { continueAsNewSuggested, historyLength, historySize } = workflowInfo();
  return (
    journey.isToContinueAsNew ||
    continueAsNewSuggested ||
    journey.signals >= mostSignals ||
    historyLength >= mostHistoryEvents ||
    // The state it was handed is no growth: a run of a large one would end as soon as it began.
    historySize - journey.historyBytesAtStart >= mostHistoryBytes
  );
}

function isAtRest(journey: Journey): boolean {
  return (
    journey.state.stage !== 'closed' &&
    !journey.isPublishing &&
    journey.foreignNames.length === 0 &&
    !journey.isBusy
  );
}

function isSmall({ state, unpublished }: Journey): boolean {
  return unpublished.length === 0 || JSON.stringify([state, unpublished]).length <= mostCharacters;
}
