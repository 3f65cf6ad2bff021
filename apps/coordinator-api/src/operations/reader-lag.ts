import type { Reader } from '#contracts/http/operations-overview.schema.js';
import { type TopicReader, topicReaders } from '#contracts/topics.js';
import type { GroupProgress } from '#kafka/group-progress.js';
import type { Logger } from '#observability/logger.js';
import { answerInTime } from './answer-in-time.js';

/** How many messages each reader has still to read; unknown where the brokers do not say. */
export class ReaderLag {
  constructor(
    private readonly progress: GroupProgress,
    private readonly logger: Logger,
  ) {}

  async readers(): Promise<Reader[]> {
    try {
      return await answerInTime(this.asked());
    } catch (error) {
      this.logger.warn({ err: error }, 'how far the readers are could not be asked');
      return topicReaders.map(({ groupId, reads }) => ({
        name: groupId,
        reads,
        behind: null,
        partitions: [],
      }));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.progress.close();
  }

  private async asked(): Promise<Reader[]> {
    const readers: Reader[] = [];
    for (const reader of topicReaders) readers.push(await this.readerOf(reader));
    return readers;
  }

  private async readerOf({ groupId, topics, reads }: TopicReader): Promise<Reader> {
    const all = await this.progress.of(groupId, topics);
    const partitions = all
      .map(({ topic, partition, committed, end }) => ({
        topic,
        partition,
        behind: Math.max(0, end - committed),
      }))
      .toSorted((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
    const behind = partitions.reduce((sum, one) => sum + one.behind, 0);
    return { name: groupId, reads, behind, partitions };
  }
}
