import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { journalTopic } from '#contracts/topics.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import type { Persistence } from '#kafka/persistence.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import type { FollowedRecords } from './followed-records.js';

const mostTogether = 1_000;

/** Reads the journals for as long as the process runs; a record is done when everything it asks for is done. */
export class JournalFollower implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly consumer: KafkaConsumer;
  private readonly queue: ReceivedMessage[] = [];
  private working: Promise<void> | undefined;

  constructor(
    connection: KafkaConnection,
    private readonly records: FollowedRecords,
    private readonly persistence: Persistence,
  ) {
    this.consumer = new KafkaConsumer({
      ...connection,
      groupId: 'event-intake-journal',
      topics: [journalTopic],
      onMessages: (messages) => {
        this.queue.push(...messages);
        this.working ??= this.work();
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.consumer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.consumer.stopReading();
    this.queue.length = 0;
    this.persistence.abandon();
    await this.working;
    await this.consumer.close();
  }

  /** Fails when nothing is being read. */
  assertReading(): void {
    this.consumer.assertReading();
  }

  private async work(): Promise<void> {
    try {
      while (this.queue.length > 0) {
        const messages = this.queue.splice(0, mostTogether);
        await this.persistence.untilDone('to follow the journal', () =>
          this.records.take(messages.map(({ value }) => value)),
        );
        messages.forEach(({ acknowledge }) => acknowledge());
      }
    } catch (error) {
      if (!this.persistence.isAbandoned) throw error;
    } finally {
      this.working = undefined;
    }
  }
}
