import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { journalTopic } from '#contracts/topics.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaConsumer, type Start, type StartAt } from '#kafka/consumer.js';
import type { Persistence } from '#kafka/persistence.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { PartitionQueue } from './partition-queue.js';
import { FencedError, type Projection } from './projection.js';
import { projectorMetrics } from './projector-metrics.js';

const mostPerBatch = 500;
const drainLimit = 10_000;

/** Reads the journal from where the read model stands and projects it, one batch at a time. */
export class JournalReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly consumer: KafkaConsumer;
  private readonly queues = new Map<number, PartitionQueue>();
  private projecting: Promise<void> | null = null;

  constructor(
    source: KafkaConnection & { readonly groupId: string },
    private readonly projection: Projection,
    private readonly persistence: Persistence,
  ) {
    this.consumer = new KafkaConsumer({
      ...source,
      topics: [journalTopic],
      onMessages: (messages) => this.accept(messages),
      startAt: (assigned) => this.startAt(assigned),
      onStart: (starts) => this.begin(starts),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.consumer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.consumer.stopReading();
    const timer = setTimeout(() => this.persistence.abandon(), drainLimit);
    await this.projecting;
    clearTimeout(timer);
    await this.consumer.close();
  }

  /** Fails when nothing is being read. */
  assertReading(): void {
    this.consumer.assertReading();
  }

  private async startAt(assigned: Parameters<StartAt>[0]): ReturnType<StartAt> {
    const next = await this.projection.nextOffsets(assigned.map(({ partition }) => partition));
    return assigned.map(({ topic, partition }) => ({
      topic,
      partition,
      offset: next.get(partition) ?? 0,
    }));
  }

  private begin(starts: readonly Start[]): void {
    this.queues.clear();
    for (const { partition, offset } of starts) {
      this.queues.set(partition, new PartitionQueue(partition, offset));
    }
  }

  private accept(messages: readonly ReceivedMessage[]): void {
    for (const message of messages) this.queues.get(message.partition)?.add(message);
    this.projecting ??= this.projectAll().finally(() => {
      this.projecting = null;
    });
  }

  private async projectAll(): Promise<void> {
    try {
      while (this.hasWork()) {
        await this.persistence.untilDone('to project the journal', () => this.projectNext());
      }
    } catch (error) {
      if (!this.persistence.isAbandoned) throw error;
    }
  }

  private hasWork(): boolean {
    return [...this.queues.values()].some((queue) => !queue.isEmpty);
  }

  private async projectNext(): Promise<void> {
    const filled = [...this.queues.values()].filter((queue) => !queue.isEmpty);
    const most = Math.ceil(mostPerBatch / Math.max(1, filled.length));
    const batch = filled.map((queue) => ({ queue, stretch: queue.peek(most) }));
    try {
      await this.projection.project(batch.map(({ stretch }) => stretch));
    } catch (error) {
      if (!(error instanceof FencedError)) throw error;
      await this.goWhereItStands(error.partition);
      return;
    }
    for (const { queue, stretch } of batch) queue.finish(stretch.messages.length);
  }

  private async goWhereItStands(partition: number): Promise<void> {
    projectorMetrics.fenced.inc();
    const next = await this.projection.nextOffsets([partition]);
    const offset = next.get(partition) ?? 0;
    this.queues.set(partition, new PartitionQueue(partition, offset));
    this.consumer.seek({ topic: journalTopic, partition }, offset);
  }
}
