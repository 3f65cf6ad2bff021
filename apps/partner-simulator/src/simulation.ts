import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { KafkaConnection } from '#kafka/client.js';
import type { Persistence } from '#kafka/persistence.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { Agenda } from './agenda/agenda.js';
import type { Enrolments } from './enrolling/enrolments.js';
import type { People } from './people/people.js';
import { readPublishedBefore } from './publishing/published-before.js';
import type { Publisher } from './publishing/publisher.js';
import type { RequestReader } from './requests/request-reader.js';
import { tellStatus } from './status-line.js';

/** What plays in a simulation; `now` is journey time in epoch milliseconds. */
export type Players = {
  readonly kafka: KafkaConnection;
  readonly agenda: Agenda;
  readonly enrolments: Enrolments;
  readonly people: People;
  readonly producer: KafkaProducer;
  readonly publisher: Publisher;
  readonly reader: RequestReader;
  readonly persistence: Persistence;
  readonly now: () => number;
};

/**
 * The running simulation. It remembers nothing itself: at its start it reads back what was published and what was
 * asked, and only then goes on.
 */
export class Simulation implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private playing: Promise<void> = Promise.resolve();

  constructor(private readonly players: Players) {}

  onApplicationBootstrap(): void {
    this.playing = this.play().catch((error: unknown) => this.fail(error));
  }

  async onApplicationShutdown(): Promise<void> {
    const { persistence, reader, producer } = this.players;
    this.stopping.abort();
    persistence.abandon();
    await reader.close();
    await this.playing;
    await producer.disconnect();
  }

  /** @throws NotReadingError */
  assertReading(): void {
    this.players.reader.assertReading();
  }

  private async play(): Promise<void> {
    const { signal } = this.stopping;
    const { logger } = this.players.kafka;
    await Promise.all([tellStatus({ ...this.players, logger }, signal), this.afterReading(signal)]);
  }

  /** Before it is known what was published, asked and withdrawn, nobody may be referred and nothing published or decided. */
  private async afterReading(signal: AbortSignal): Promise<void> {
    const { persistence, kafka, agenda, enrolments, publisher, people } = this.players;
    await persistence.untilDone('to read what was published', () =>
      readPublishedBefore(kafka, (eventId) => agenda.alreadyPublished(eventId)),
    );
    await this.read();
    await Promise.all([enrolments.run(signal), publisher.run(signal), people.run(signal)]);
  }

  private async read(): Promise<void> {
    const { persistence, reader } = this.players;
    await persistence.untilDone('to read what partners are asked', () =>
      reader.start(() => this.readAgain()),
    );
  }

  private readAgain(): void {
    if (this.stopping.signal.aborted) return;
    this.read().catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    this.players.kafka.logger.fatal(
      { err: error },
      `the simulation cannot go on: ${String(error)}`,
    );
    process.exit(1);
  }
}
