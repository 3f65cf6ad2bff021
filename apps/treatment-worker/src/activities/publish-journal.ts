import { ApplicationFailure } from '@temporalio/activity';
import type { KafkaProducer } from '#kafka/producer.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { journalMessage, requestMessages } from './journal-messages.js';

/**
 * Publishes records in order, then the requests among them; returns when every in-sync replica has both. A repetition
 * writes the same bytes again, which readers drop.
 */
export function publishJournalWith(
  producer: Pick<KafkaProducer, 'publish'>,
): JourneyActivities['publishJournal'] {
  return async ({ records }) => {
    const last = records.at(-1);
    if (last === undefined) throw ApplicationFailure.nonRetryable('no records', 'no-records');
    await producer.publish(records.map(journalMessage));
    await producer.publish(records.flatMap(requestMessages));
    return { lastSequence: last.data.sequence, lastHash: last.data.hash };
  };
}
