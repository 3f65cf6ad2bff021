import { setTimeout as delay } from 'node:timers/promises';
import type { RunningProcess } from '../servers/running-process.js';

/** What happens to a supervised process, for whoever watches. `restartInMs` is absent when it ended as it should. */
export type Incident = {
  readonly name: string;
  readonly how: string;
  readonly restartInMs?: number;
};

/** How to keep a process running; `isDone` tells an end that is none of a crash by how it ended. */
export type Supervision = {
  readonly name: string;
  readonly start: () => Promise<RunningProcess>;
  readonly isDone?: (how: string) => boolean;
  readonly onEnd?: () => void;
  readonly onIncident: (incident: Incident) => void;
  readonly onRecovery?: () => void;
  readonly pauses?: Pauses;
};

/** How long to wait before a crashed process is started again, and how long it must run to begin with the shortest. */
export type Pauses = {
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly soundAfterMs: number;
};

const usualPauses: Pauses = { shortestMs: 500, longestMs: 30_000, soundAfterMs: 60_000 };

/** A process that is started again whenever it crashes, until it is stopped. */
export class Supervised {
  readonly name: string;
  private readonly pauses: Pauses;
  private readonly stopping = new AbortController();
  private running: RunningProcess | undefined;
  private watching: Promise<void> = Promise.resolve();
  private isOver = false;

  constructor(private readonly supervision: Supervision) {
    this.name = supervision.name;
    this.pauses = supervision.pauses ?? usualPauses;
  }

  /** Starts it for the first time; a failure of this start is the caller's, and nothing is restarted then. */
  async start(): Promise<void> {
    await this.startOnce();
    this.watching = this.watch();
  }

  /** Whether it ended as it should. */
  get isDone(): boolean {
    return this.isOver;
  }

  /** Stops it for good and waits until it has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running?.stop();
    await this.watching;
  }

  /** Ends it for good without asking. */
  kill(): void {
    this.stopping.abort();
    this.running?.kill();
  }

  private async startOnce(): Promise<void> {
    const running = await this.supervision.start();
    if (this.stopping.signal.aborted) {
      await running.stop();
      return;
    }
    this.running = running;
  }

  private async watch(): Promise<void> {
    let pauseMs = this.pauses.shortestMs;
    while (this.running !== undefined) {
      const startedAt = Date.now();
      const how = await this.running.ended;
      this.running = undefined;
      this.supervision.onEnd?.();
      if (this.stopping.signal.aborted) return;
      if (this.supervision.isDone?.(how) === true) {
        this.isOver = true;
        this.supervision.onIncident({ name: this.name, how });
        return;
      }
      if (Date.now() - startedAt > this.pauses.soundAfterMs) pauseMs = this.pauses.shortestMs;
      pauseMs = await this.restart(how, pauseMs);
    }
  }

  /** Tries until it runs again or is to be stopped; answers the pause before the next restart. */
  private async restart(how: string, firstPauseMs: number): Promise<number> {
    let pauseMs = firstPauseMs;
    let incident = how;
    while (!this.stopping.signal.aborted) {
      this.supervision.onIncident({ name: this.name, how: incident, restartInMs: pauseMs });
      await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, this.pauses.longestMs);
      if (this.stopping.signal.aborted) return pauseMs;
      try {
        await this.startOnce();
        this.supervision.onRecovery?.();
        return pauseMs;
      } catch (error) {
        incident = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      }
    }
    return pauseMs;
  }
}
