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
        'empty the read model, so that it is built anew from this journal',
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

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** @throws JournalRewoundError when the message lies before the position. */
  add(message: ReceivedMessage): void {
    if (message.offset < this.position) {
      throw new JournalRewoundError(this.partition, this.position, message.offset);
    }
    this.waiting.push(message);
  }

  /** The first messages, at most `most`, as a stretch; they stay until `finish`. */
  peek(most: number) {
    const messages = this.waiting.slice(0, most);
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
