import { FairQueue } from '../gathering/fair-queue.js';

/** Lets a limited number of calls run at once; the others wait, and each sender has its turn. */
export class Permits {
  private readonly queue = new FairQueue<() => void>();
  private underWay = 0;

  /** From `busyFrom` calls under way on there is load. */
  constructor(
    private readonly most: number,
    private readonly busyFrom: number,
  ) {}

  /** Whether so much is under way that it pays to do more at a time. */
  get areBusy(): boolean {
    return this.underWay >= this.busyFrom;
  }

  /** Runs `work` when it is its sender's turn. */
  async use<T>(sender: string, work: () => Promise<T>): Promise<T> {
    if (this.underWay < this.most) this.underWay += 1;
    else await new Promise<void>((resolve) => this.queue.add(sender, resolve));
    try {
      return await work();
    } finally {
      const [next] = this.queue.take(1);
      if (next === undefined) this.underWay -= 1;
      else next();
    }
  }
}
