import { journalTopic } from '#contracts/topics.js';
import { FoldedJournal, type JourneyOfJournal } from '#journal/folded-journal.js';
import type { KafkaConnection } from '#kafka/client.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import { digest } from '#workflows/journey/digest.js';
import { answering } from '../servers/servers.js';

/** Folds the journal of the wanted journeys; every hash and every link of the chain is verified on the way. */
export async function foldedJournal(
  kafka: KafkaConnection,
  isWanted: (journeyId: string) => boolean,
): Promise<readonly JourneyOfJournal[]> {
  const bounds = await answering('Kafka', 'KAFKA_BROKERS', () =>
    partitionBounds(kafka, [journalTopic]),
  );
  const journal = new FoldedJournal(digest, isWanted);
  await readToTheEnd(kafka, bounds, (message) => journal.take(message));
  return journal.all();
}
