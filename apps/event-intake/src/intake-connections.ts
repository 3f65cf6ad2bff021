import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { Database } from '#database/database.js';
import type { KafkaProducer } from '#kafka/producer.js';

/** What the intake talks to; it outlives the reading and is closed after it. */
export class IntakeConnections implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    readonly temporal: Client,
    readonly database: Database,
    readonly producer: KafkaProducer,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.producer.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([
      this.producer.disconnect(),
      this.temporal.connection.close(),
      this.database.destroy(),
    ]);
  }
}
