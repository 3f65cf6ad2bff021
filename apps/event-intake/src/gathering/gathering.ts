import { FairQueue } from './fair-queue.js';

type Call<I, O> = {
  readonly item: I;
  readonly resolve: (result: O) => void;
  readonly reject: (reason: unknown) => void;
};

/** Does the work of many callers in one go: at once when none is under way, else with all that came meanwhile. */
export class Gathering<I, O = void> {
  private readonly queue = new FairQueue<Call<I, O>>();
  private isRunning = false;

  /** `work` gives one result per item, in their order; at most `most` items go together. */
  constructor(
    private readonly work: (items: readonly I[]) => Promise<readonly O[]>,
    private readonly most: number,
  ) {}

  /** What the work gives for this item; rejects when the work it went with failed. */
  add(item: I, sender = ''): Promise<O> {
    const result = new Promise<O>((resolve, reject) => {
      this.queue.add(sender, { item, resolve, reject });
    });
    if (!this.isRunning) void this.run();
    return result;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // What is added in one turn goes together.
    await Promise.resolve();
    while (!this.queue.isEmpty) await this.workOn(this.queue.take(this.most));
    this.isRunning = false;
  }

  private async workOn(calls: readonly Call<I, O>[]): Promise<void> {
    try {
      const results = await this.work(calls.map(({ item }) => item));
      calls.forEach(({ resolve }, index) => resolve(results[index] as O));
    } catch (error) {
      calls.forEach(({ reject }) => reject(error));
    }
  }
}
