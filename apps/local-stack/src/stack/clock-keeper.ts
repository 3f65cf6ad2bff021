import type { JourneyClock } from '#domain/time/clock.js';
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
  private clock: JourneyClock | undefined;
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

  /** The clock from now on; written at once, so that it never goes back. */
  rebase(scale: number): JourneyClock {
    this.clock = rebased(this.kept, { wallMs: Date.now(), scale, ranOn: this.ranOn });
    this.write(false);
    return this.clock;
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
    if (this.clock !== undefined) writeJson(this.file, standing(this.clock, Date.now(), isStopped));
  }
}
