import type { Logger } from 'pino';
import { BackOff } from './back-off.js';

const attemptsBeforeAlarm = 6;

/** Repeats work until it succeeds or it is time to give up: what was read is never skipped. */
export class Persistence {
  private readonly giveUp = new AbortController();

  constructor(
    private readonly logger: Logger,
    private readonly backOff = new BackOff(),
  ) {}

  /**
   * What `work`, which is told how often it was tried, gives in the end, and after how many attempts.
   * @throws AbortError once `abandon` was called.
   */
  async untilDone<R>(
    what: string,
    work: (attempt: number) => Promise<R>,
  ): Promise<{ readonly value: R; readonly attempts: number }> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return { value: await work(attempts), attempts };
      } catch (error) {
        const level = attempts < attemptsBeforeAlarm ? 'warn' : 'error';
        this.logger[level](`attempt ${attempts} ${what} failed: ${String(error)}`);
        await this.backOff.wait(attempts, this.giveUp.signal);
      }
    }
  }

  /** Makes everything under way give up at its next failure. */
  abandon(): void {
    this.giveUp.abort();
  }

  get isAbandoned(): boolean {
    return this.giveUp.signal.aborted;
  }
}
