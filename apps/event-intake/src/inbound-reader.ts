import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { businessTopics } from '#contracts/topics.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import type { Intake } from './intake.js';
import type { WaitingRoom } from './waiting-room/waiting-room.js';

const drainLimit = 10_000;

/** Reads the business topics for as long as the process runs, and stops in order: no more read, the rest ended, committed. */
export class InboundReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly consumer: KafkaConsumer;

  constructor(
    connection: KafkaConnection,
    private readonly intake: Intake,
    private readonly room: WaitingRoom,
  ) {
    this.consumer = new KafkaConsumer({
      ...connection,
      groupId: 'event-intake',
      topics: businessTopics,
      onMessages: (messages) => this.intake.accept(messages),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.consumer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.consumer.stopReading();
    await this.room.close();
    await this.intake.drain(drainLimit);
    await this.consumer.close();
  }

  /** Fails when nothing is being read. */
  assertReading(): void {
    this.consumer.assertReading();
  }
}
