import type { Database } from '#database/database.js';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import type { StackAddresses } from '../stack/addresses.js';
import { journeyFigures, openReadModel } from './journey-figures.js';
import type { Figures } from './summary.js';
import { TopicCounter } from './topic-figures.js';

/** Counts what a running stack has come to. */
export class Counter {
  private readonly topics: TopicCounter;
  /** The read model, for questions beside the count. */
  readonly readModel: Database;

  constructor(
    addresses: StackAddresses,
    private readonly clock: JourneyClock,
  ) {
    this.topics = new TopicCounter(addresses.kafkaBrokers);
    this.readModel = openReadModel(addresses.databaseUrl);
  }

  async open(): Promise<void> {
    await this.topics.open();
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.topics.close(), this.readModel.destroy()]);
  }

  /** Rejects while a server does not answer. */
  async count(): Promise<Figures> {
    const [journeys, topics] = await Promise.all([
      journeyFigures(this.readModel),
      this.topics.figures(),
    ]);
    const journeyTime = new Date(journeyTimeAt(this.clock, Date.now())).toISOString();
    return { journeyTime, journeys, topics };
  }
}
