import { condition, proxyActivities } from '@temporalio/workflow';
import type { JourneyActivities } from './activities.js';
import { isToEnd } from './continue-as-new.js';
import type { Journey } from './journey.js';

const mostRecords = 200;
// Temporal takes 2 MiB of arguments: records of the largest events must fit, however many wait.
const mostCharacters = 256 * 1_024;

// Never within the workflow task: a task that is tried again makes other records of the same messages, at another time, and
// those of the first attempt would be published already.
const activities = proxyActivities<Pick<JourneyActivities, 'publishJournal'>>({
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});

/** What was published is not what the code now makes of the same messages: it must not write on. */
export class JournalForkedError extends Error {
  readonly code = 'journal-forked';
  constructor(readonly sequence: number) {
    super(`the journal forks at record ${sequence}`);
    this.name = 'JournalForkedError';
  }
}

/**
 * Publishes the journal: one publication is in flight at a time, the next starts after the brokers have the last, for as
 * long as it takes; none starts in a run that ends. Never returns.
 * @throws JournalForkedError, live and on replay, which fails the workflow task and not the journey.
 */
export async function publishRecords(journey: Journey): Promise<never> {
  for (;;) {
    await condition(() => !journey.isPublished && !isToEnd(journey));
    const records = journey.recordsToPublish(mostRecords, mostCharacters);
    journey.isPublishing = true;
    const { lastSequence, lastHash } = await activities.publishJournal.executeWithOptions(
      { summary: summaryOf(records) },
      [{ journeyId: journey.state.journeyId, records }],
    );
    const last = records.at(-1)?.data;
    if (last?.sequence !== lastSequence || last.hash !== lastHash) {
      throw new JournalForkedError(lastSequence);
    }
    journey.isPublishing = false;
    journey.published(records.length);
  }
}

function summaryOf(records: readonly { readonly type: string }[]): string {
  const types = [...new Set(records.map(({ type }) => type))];
  const shown = types.slice(0, 6).join(', ');
  return types.length > 6 ? `${shown} and ${types.length - 6} more` : shown;
}
