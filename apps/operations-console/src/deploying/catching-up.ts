import { setTimeout as after } from 'node:timers/promises';
import { businessTopics, journalTopic } from '#contracts/topics.js';
import type { Database } from '#database/database.js';
import type { KafkaConnection } from '#kafka/client.js';
import { groupOffsets } from '#kafka/group-offsets.js';
import { partitionBounds, type PartitionBounds } from '#kafka/partition-bounds.js';
import type { Finding } from './finding.js';

const patienceMs = 10_000;

/** Whether the read model comes, within ten seconds, to where the journal ends now. */
export async function projectorFinding(
  kafka: KafkaConnection,
  database: Database,
): Promise<Finding> {
  const ends = await partitionBounds(kafka, [journalTopic]);
  return caughtUp('journal-projector', ends, async () => {
    const rows = await database
      .selectFrom('read_model.projection_offset')
      .select(['partition', 'next'])
      .execute();
    return new Map(rows.map(({ partition, next }) => [`${journalTopic}/${partition}`, next]));
  });
}

/** Whether event-intake comes, within ten seconds, to where the inbound topics end now. */
export async function intakeFinding(kafka: KafkaConnection): Promise<Finding> {
  const ends = await partitionBounds(kafka, businessTopics);
  return caughtUp('event-intake', ends, async () =>
    groupOffsets(kafka, 'event-intake', businessTopics),
  );
}

async function caughtUp(
  name: string,
  ends: readonly PartitionBounds[],
  positions: () => Promise<ReadonlyMap<string, number>>,
): Promise<Finding> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const at = await positions();
    const behind = ends
      .filter(({ from, until }) => until > from)
      .map(({ topic, partition, from, until }) => {
        const position = at.get(`${topic}/${partition}`) ?? from;
        return Math.max(0, until - Math.max(position, from));
      })
      .reduce((sum, count) => sum + count, 0);
    if (behind === 0) return { name, verdict: 'good', detail: '' };
    if (Date.now() > end) {
      return { name, verdict: 'bad', detail: `${behind} messages behind for ten seconds` };
    }
    await after(250);
  }
}
