/** Lets a limited number of calls run at once; the others wait their turn. */
export class Permits {
  private readonly queue: (() => void)[] = [];

  constructor(private free: number) {}

  /** Runs `work` when it is its turn. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}
