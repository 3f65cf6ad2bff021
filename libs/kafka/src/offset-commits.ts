import type { Consumer } from 'kafkajs';
import type { Logger } from 'pino';
import type { AssignedPartition } from './assigned-partitions.js';
import { consumerMetrics } from './consumer-metrics.js';

const interval = 100;
const retryInterval = 1_000;

/** Commits, soon after something was done, how far each partition is done without gap. */
export class OffsetCommits {
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly consumer: Consumer,
    private readonly groupId: string,
    private readonly partitions: () => readonly AssignedPartition[],
    private readonly logger: Logger,
  ) {}

  soon(delay = interval): void {
    if (this.closed) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.commit();
    }, delay);
  }

  /** Commits for the last time. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.commit();
  }

  private async commit(): Promise<void> {
    const moved = this.partitions().flatMap(({ topic, partition, tracker, highWatermark }) => {
      if (tracker === null) return [];
      const { position } = tracker;
      const labels = { group: this.groupId, topic, partition: String(partition) };
      consumerMetrics.lag.set(labels, Math.max(0, highWatermark - position));
      return position > tracker.committed ? [{ topic, partition, tracker, position }] : [];
    });
    if (moved.length === 0) return;
    try {
      await this.consumer.commitOffsets(
        moved.map(({ topic, partition, position }) => ({
          topic,
          partition,
          offset: String(position),
        })),
      );
      for (const { tracker, position } of moved) {
        tracker.committed = Math.max(tracker.committed, position);
      }
    } catch (error) {
      this.logger.warn(`offsets could not be committed yet: ${String(error)}`);
      this.soon(retryInterval);
    }
  }
}
