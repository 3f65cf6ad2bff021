import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { protocolVersion } from '#domain/journey/journal.js';
import type { Journey } from './journey.js';
import type { JourneyInput } from './messages.js';

/**
 * Ends the run and goes on in another when the server suggests it, on `journey.roll`, on entering follow-up and after each
 * visit; never with records unpublished or a message half applied.
 */
export async function continueAsNewWhenDue(journey: Journey): Promise<never> {
  await condition(() => isDue(journey) && isAtRest(journey));
  const { state, clock } = journey;
  const input: JourneyInput = { clock, protocolVersion, resumed: state };
  return continueAsNew<(input: JourneyInput) => Promise<never>>(input);
}

function isDue(journey: Journey): boolean {
  return journey.isToContinueAsNew || workflowInfo().continueAsNewSuggested;
}

function isAtRest(journey: Journey): boolean {
  return (
    journey.state.stage !== 'closed' &&
    journey.isPublished &&
    !journey.isBusy &&
    allHandlersFinished()
  );
}
