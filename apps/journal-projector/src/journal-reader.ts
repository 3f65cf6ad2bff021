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
const noLimit = Number.POSITIVE_INFINITY;

/** Reads the journal from where the read model stands and projects it, one batch at a time. */
export class JournalReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly consumer: KafkaConsumer;
  private readonly queues = new Map<number, PartitionQueue>();
  private projecting: Promise<void> | null = null;
  /** Up to where each partition is projected; null for as far as it goes. */
  private limits: ReadonlyMap<number, number> | null = null;

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

  /** Stands still once the batch under way is written; where each partition stands then. */
  async hold(): Promise<ReadonlyMap<number, number>> {
    this.limits = new Map();
    await this.projecting;
    return new Map([...this.queues.values()].map(({ partition, next }) => [partition, next]));
  }

  /** Projects up to these offsets, or without limit. */
  goOn(limits: ReadonlyMap<number, number> | null): void {
    this.limits = limits;
    this.work();
  }

  private accept(messages: readonly ReceivedMessage[]): void {
    for (const message of messages) this.queues.get(message.partition)?.add(message);
    this.work();
  }

  private work(): void {
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

  private limitOf(partition: number): number {
    return this.limits === null ? noLimit : (this.limits.get(partition) ?? 0);
  }

  private filled(): readonly PartitionQueue[] {
    return [...this.queues.values()].filter((queue) =>
      queue.hasBefore(this.limitOf(queue.partition)),
    );
  }

  private hasWork(): boolean {
    return this.filled().length > 0;
  }

  private async projectNext(): Promise<void> {
    const filled = this.filled();
    const most = Math.ceil(mostPerBatch / Math.max(1, filled.length));
    const batch = filled.map((queue) => ({
      queue,
      stretch: queue.peek(most, this.limitOf(queue.partition)),
    }));
    try {
      await this.projection.project(batch.map(({ stretch }) => stretch));
    } catch (error) {
      if (!(error instanceof FencedError)) throw error;
      await this.goWhereItStands();
      return;
    }
    for (const { queue, stretch } of batch) queue.finish(stretch.messages.length);
  }

  /** After a swap every partition stands elsewhere, after a move by another projector some do. */
  private async goWhereItStands(): Promise<void> {
    projectorMetrics.fenced.inc();
    const queues = [...this.queues.values()];
    const stands = await this.projection.nextOffsets(queues.map(({ partition }) => partition));
    for (const queue of queues) {
      const { partition } = queue;
      const offset = stands.get(partition) ?? 0;
      const isHere = offset === queue.next || this.queues.get(partition) !== queue;
      if (isHere) continue;
      this.queues.set(partition, new PartitionQueue(partition, offset));
      this.consumer.seek({ topic: journalTopic, partition }, offset);
    }
  }
}
