import { businessTopics, deadLetterTopic, journalTopic } from '#contracts/topics.js';
import { kafkaClient } from '#kafka/client.js';
import { createLogger } from '#observability/logger.js';

/** What the topics hold, and what their readers have not yet done. */
export type TopicFigures = {
  readonly sent: number;
  readonly deadLettered: number;
  readonly records: number;
  /** Events the intake has not finished, and journal records the projector has not written. */
  readonly waiting: { readonly events: number; readonly records: number };
};

const quiet = createLogger('local-stack', 'fatal');

/** Counts messages through one connection to the brokers. */
export class TopicCounter {
  private readonly admin;

  constructor(brokers: string) {
    this.admin = kafkaClient({
      brokers: brokers.split(','),
      clientId: 'local-stack',
      logger: quiet,
    }).admin();
  }

  async open(): Promise<void> {
    await this.admin.connect();
  }

  async close(): Promise<void> {
    await this.admin.disconnect();
  }

  async figures(): Promise<TopicFigures> {
    const [events, deadLetters, journal, intake, projected] = await Promise.all([
      this.highest(businessTopics),
      this.highest(businessTopics.map(deadLetterTopic)),
      this.highest([journalTopic]),
      this.committed('event-intake', businessTopics),
      this.committed('journal-projector', [journalTopic]),
    ]);
    return {
      sent: events,
      deadLettered: deadLetters,
      records: journal,
      waiting: { events: events - intake, records: journal - projected },
    };
  }

  private async highest(topics: readonly string[]): Promise<number> {
    const perTopic = await Promise.all(topics.map((topic) => this.admin.fetchTopicOffsets(topic)));
    return total(perTopic.flat().map(({ high }) => high));
  }

  private async committed(groupId: string, topics: readonly string[]): Promise<number> {
    const perTopic = await this.admin.fetchOffsets({ groupId, topics: [...topics] });
    return total(perTopic.flatMap(({ partitions }) => partitions.map(({ offset }) => offset)));
  }
}

/** Offsets nobody has committed yet are -1. */
function total(offsets: readonly string[]): number {
  return offsets.reduce((sum, offset) => sum + Math.max(0, Number(offset)), 0);
}
