import { setTimeout as after } from 'node:timers/promises';

/** Delays between attempts: they double from `first` to `longest` ms, each shortened by up to half at random. */
export class BackOff {
  constructor(
    private readonly first = 200,
    private readonly longest = 30_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** How long to wait after this attempt, counted from 1, in ms. */
  delayAfter(attempt: number): number {
    const full = Math.min(this.longest, this.first * 2 ** (attempt - 1));
    return full * (1 - this.random() / 2);
  }

  /** Waits after this attempt. @throws AbortError when `signal` is aborted meanwhile. */
  async wait(attempt: number, signal: AbortSignal): Promise<void> {
    await after(this.delayAfter(attempt), undefined, { signal });
  }
}
