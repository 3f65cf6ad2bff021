import { identityClock, type JourneyClock } from '#domain/time/clock.js';
import { readJson, writeJson } from '../data/json-file.js';
import {
  rebased,
  type StandingClock,
  standing,
  standingClockShape,
  writtenEveryMs,
} from '../data/standing-clock.js';

/** Writes down where journey time stands while a stack runs, and finds it again at the next start. */
export class ClockKeeper {
  private running: JourneyClock | undefined;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly file: string,
    private readonly kept: StandingClock | undefined,
    private readonly ranOn: boolean,
  ) {}

  /** `ranOn` says that processes of the last start were still running a moment ago. */
  static in(file: string, ranOn: boolean): ClockKeeper {
    return new ClockKeeper(file, readJson(file, standingClockShape), ranOn);
  }

  /** The clock that was last in force; wall time before the first. */
  get clock(): JourneyClock {
    return this.running ?? this.kept?.clock ?? identityClock;
  }

  /** The clock from now on; written at once, so that it never goes back. */
  rebase(scale: number): JourneyClock {
    this.running = rebased(this.kept, { wallMs: Date.now(), scale, ranOn: this.ranOn });
    this.write(false);
    return this.running;
  }

  /** Writes every two seconds until stopped. */
  start(): void {
    this.timer = setInterval(() => this.write(false), writtenEveryMs).unref();
  }

  /** Journey time stands from now on. */
  stop(): void {
    clearInterval(this.timer);
    this.write(true);
  }

  private write(isStopped: boolean): void {
    if (this.running === undefined) return;
    writeJson(this.file, standing(this.running, Date.now(), isStopped));
  }
}
