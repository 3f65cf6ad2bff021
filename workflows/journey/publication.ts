import { condition, proxyActivities } from '@temporalio/workflow';
import type { JourneyActivities } from './activities.js';
import type { Journey } from './journey.js';

const mostRecords = 200;
// Temporal takes 2 MiB of arguments: records of the largest events must fit, however many wait.
const mostCharacters = 256 * 1_024;

const activities = proxyActivities<Pick<JourneyActivities, 'publishJournal'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});

/**
 * Publishes the journal: one publication is in flight at a time, the next starts after the brokers have the last, for as
 * long as it takes. Never returns.
 */
export async function publishRecords(journey: Journey): Promise<never> {
  for (;;) {
    await condition(() => !journey.isPublished);
    const records = journey.recordsToPublish(mostRecords, mostCharacters);
    const { journeyId } = journey.state;
    await activities.publishJournal.executeWithOptions({ summary: summaryOf(records) }, [
      { journeyId, records },
    ]);
    journey.published(records.length);
  }
}

function summaryOf(records: readonly { readonly type: string }[]): string {
  const types = [...new Set(records.map(({ type }) => type))];
  const shown = types.slice(0, 6).join(', ');
  return types.length > 6 ? `${shown} and ${types.length - 6} more` : shown;
}
