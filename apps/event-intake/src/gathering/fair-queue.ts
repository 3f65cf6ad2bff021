/** A queue in which each sender has its turn: who sends much waits behind its own. */
export class FairQueue<T> {
  private readonly bySender = new Map<string, T[]>();
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  add(sender: string, item: T): void {
    const own = this.bySender.get(sender);
    if (own === undefined) this.bySender.set(sender, [item]);
    else own.push(item);
    this.count += 1;
  }

  /** Removes up to `most` items: in rounds, an equal part of each sender, in the order in which it sent them. */
  take(most: number): readonly T[] {
    const taken: T[] = [];
    while (taken.length < most && this.count > 0) {
      const share = Math.max(1, Math.floor((most - taken.length) / this.bySender.size));
      const round = [...this.bySender];
      for (const [sender, own] of round) {
        const part = own.splice(0, Math.min(share, most - taken.length));
        taken.push(...part);
        this.count -= part.length;
        this.bySender.delete(sender);
        // Behind the others: who had no turn this time is first the next.
        if (own.length > 0) this.bySender.set(sender, own);
        if (taken.length === most) break;
      }
    }
    return taken;
  }
}
