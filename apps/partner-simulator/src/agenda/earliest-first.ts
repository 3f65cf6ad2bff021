/** A queue that gives its items back by their time, the earliest first (a binary heap). */
export class EarliestFirst<T> {
  private readonly heap: { readonly at: number; readonly order: number; readonly item: T }[] = [];
  private added = 0;

  get size(): number {
    return this.heap.length;
  }

  /** The time of the earliest item; undefined when there is none. */
  get nextAt(): number | undefined {
    return this.heap[0]?.at;
  }

  /** Items of one time keep the order in which they were added. */
  add(at: number, item: T): void {
    this.added += 1;
    this.heap.push({ at, order: this.added, item });
    let index = this.heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.isEarlier(index, parent)) break;
      this.swap(index, parent);
      index = parent;
    }
  }

  /** Takes out every item whose time is reached at `now`, earliest first. */
  takeUntil(now: number): readonly T[] {
    const taken: T[] = [];
    for (let first = this.heap[0]; first !== undefined && first.at <= now; first = this.heap[0]) {
      taken.push(first.item);
      this.removeFirst();
    }
    return taken;
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let smallest = index;
      if (left < this.heap.length && this.isEarlier(left, smallest)) smallest = left;
      if (right < this.heap.length && this.isEarlier(right, smallest)) smallest = right;
      if (smallest === index) return;
      this.swap(index, smallest);
      index = smallest;
    }
  }

  private isEarlier(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.at === other.at ? one.order < other.order : one.at < other.at;
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return;
    this.heap[a] = other;
    this.heap[b] = one;
  }
}
