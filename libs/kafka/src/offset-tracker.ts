/** A message counted by the tracker. */
export type Tracked = { readonly offset: number; done: boolean };

/**
 * What of one partition was read, is done, and may be committed. Messages are done in any order; `position` is
 * the lowest not done, so that committing it can repeat a message but never skip one.
 */
export class OffsetTracker {
  private readonly open: Tracked[] = [];
  private head = 0;
  private next: number;
  /** The offset the broker has confirmed as committed. */
  committed: number;

  constructor(start: number) {
    this.next = start;
    this.committed = start;
  }

  /** The lowest offset that is not done. */
  get position(): number {
    return this.open[this.head]?.offset ?? this.next;
  }

  /** Whether this offset is already in hand: read before and not yet committed. */
  holds(offset: number): boolean {
    return offset >= this.committed && offset < this.next;
  }

  /** Counts a message as read. One from before the commit starts the count anew: the partition was rewound. */
  read(offset: number): Tracked {
    if (offset < this.next) {
      this.open.length = 0;
      this.head = 0;
      this.committed = offset;
    }
    const tracked = { offset, done: false };
    this.open.push(tracked);
    this.next = offset + 1;
    return tracked;
  }

  /** Counts a message as done. */
  finish(tracked: Tracked): void {
    tracked.done = true;
    while (this.open[this.head]?.done === true) this.head += 1;
    if (this.head > 1_024 && this.head * 2 > this.open.length) {
      this.open.splice(0, this.head);
      this.head = 0;
    }
  }
}
