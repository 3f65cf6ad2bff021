import { ApplicationFailure } from '@temporalio/activity';
import type { DetailOf } from '#domain/journey/record-detail.js';
import { journalMessage, requestMessages } from '#journal/journal-messages.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { publicationMetrics } from './publication-metrics.js';

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
    await counted(async () => {
      await producer.publish(records.map(journalMessage));
      await producer.publish(records.flatMap(requestMessages));
    });
    publicationMetrics.records.inc(records.length);
    for (const { data } of records.filter(({ type }) => type === 'request.sent')) {
      publicationMetrics.requests.inc({ type: (data.detail as DetailOf['request.sent']).type });
    }
    return { lastSequence: last.data.sequence, lastHash: last.data.hash };
  };
}

async function counted(publish: () => Promise<void>): Promise<void> {
  const end = publicationMetrics.seconds.startTimer();
  try {
    await publish();
    publicationMetrics.publications.inc({ outcome: 'published' });
  } catch (error) {
    publicationMetrics.publications.inc({ outcome: 'failed' });
    throw error;
  } finally {
    end();
  }
}
