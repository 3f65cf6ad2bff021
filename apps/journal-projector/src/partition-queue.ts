import type { ReceivedMessage } from '#kafka/received-message.js';

/** The journal begins before what was projected: it is another journal, or it was cut. */
export class JournalRewoundError extends Error {
  readonly code = 'journal-rewound';
  constructor(
    readonly partition: number,
    readonly projected: number,
    readonly found: number,
  ) {
    super(
      `partition ${partition} of the journal was projected up to ${projected} and is read from ${found}: ` +
        'rebuild the read model from this journal',
    );
    this.name = 'JournalRewoundError';
  }
}

/** What was read of one partition and is not yet projected; `position` is the offset that is projected next. */
export class PartitionQueue {
  private readonly waiting: ReceivedMessage[] = [];

  constructor(
    readonly partition: number,
    private position: number,
  ) {}

  /** The offset that is projected next. */
  get next(): number {
    return this.position;
  }

  /** Whether something below `limit` waits. */
  hasBefore(limit: number): boolean {
    const [first] = this.waiting;
    return first !== undefined && first.offset < limit;
  }

  /** @throws JournalRewoundError when the message lies before the position. */
  add(message: ReceivedMessage): void {
    if (message.offset < this.position) {
      throw new JournalRewoundError(this.partition, this.position, message.offset);
    }
    this.waiting.push(message);
  }

  /** The first messages below `limit`, at most `most`, as a stretch; they stay until `finish`. */
  peek(most: number, limit: number) {
    const messages = this.waiting.slice(0, most).filter(({ offset }) => offset < limit);
    const next = (messages.at(-1)?.offset ?? this.position - 1) + 1;
    return { partition: this.partition, expected: this.position, next, messages };
  }

  /** Counts the first `count` messages as projected. */
  finish(count: number): void {
    for (const message of this.waiting.splice(0, count)) {
      this.position = message.offset + 1;
      message.acknowledge();
    }
  }
}
