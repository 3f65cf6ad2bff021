import type { PartitionBounds } from './partition-bounds.js';
import type { ReceivedMessage, TopicPartition } from './received-message.js';

/** Knows when everything that the partitions held at the start was read. */
export class ReadingToTheEnd {
  private readonly open: Map<string, number>;
  private reached!: () => void;
  /** Resolves when the last of them was read. */
  readonly end = new Promise<void>((resolve) => {
    this.reached = resolve;
  });

  constructor(private readonly bounds: readonly PartitionBounds[]) {
    const held = bounds.filter(({ from, until }) => until > from);
    this.open = new Map(held.map((one) => [nameOf(one), one.until]));
    if (this.open.size === 0) this.reached();
  }

  /** Where reading starts: the first offset of each partition. */
  startAt(): Promise<readonly (TopicPartition & { readonly offset: number })[]> {
    return Promise.resolve(
      this.bounds.map(({ topic, partition, from }) => ({ topic, partition, offset: from })),
    );
  }

  read(message: Pick<ReceivedMessage, 'topic' | 'partition' | 'offset'>): void {
    const name = nameOf(message);
    const until = this.open.get(name);
    if (until === undefined || message.offset + 1 < until) return;
    this.open.delete(name);
    if (this.open.size === 0) this.reached();
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
