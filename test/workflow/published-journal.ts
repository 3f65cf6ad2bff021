import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';

/** Collects what journeys publish, in place of the brokers, and can refuse as they can. */
export class PublishedJournal {
  private readonly byJourney = new Map<string, JournalRecord[]>();
  private readonly readers = new Map<string, (record: JournalRecord) => void>();
  private refusals = 0;
  private answering: () => Promise<void> = () => Promise.resolve();
  /** Records published more than once, as after an answer that was lost. */
  repeats = 0;
  /** Records published again with another content, which must never be. */
  readonly forks: string[] = [];

  /** The next publications fail, as when no broker answers. */
  refuseNext(count: number): void {
    this.refusals = count;
  }

  /** Every publication from now on is answered only once this is over, as when brokers are slow. */
  answerOnce(answering: () => Promise<void>): void {
    this.answering = answering;
  }

  of(journeyId: string): readonly JournalRecord[] {
    return this.byJourney.get(journeyId) ?? [];
  }

  /** Hands every record of a journey on when it is first published, those before as well. */
  follow(journeyId: string, reader: (record: JournalRecord) => void): void {
    this.readers.set(journeyId, reader);
    this.of(journeyId).forEach(reader);
  }

  readonly publishJournal: JourneyActivities['publishJournal'] = async ({ journeyId, records }) => {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error('no broker answers');
    }
    const known = this.byJourney.get(journeyId) ?? [];
    this.byJourney.set(journeyId, known);
    for (const record of records) {
      const before = known.at(record.data.sequence - 1);
      if (before === undefined) known.push(record);
      else if (before.data.hash === record.data.hash) this.repeats += 1;
      else this.forks.push(record.id);
      if (known.at(record.data.sequence - 1) === record) this.readers.get(journeyId)?.(record);
    }
    const last = records.at(-1);
    await this.answering();
    return { lastSequence: last?.data.sequence ?? 0, lastHash: last?.data.hash ?? '' };
  };
}
