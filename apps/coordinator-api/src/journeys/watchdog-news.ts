import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import { type Instant, toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import type {
  Finding,
  FindingKind,
  Heartbeat,
  WatchdogFindings,
} from '#register/watchdog-findings.js';

/** That a status may lack what should have been raised or known by now; `since` is journey time. */
export type WatchdogGap = {
  readonly kind: 'alarms-not-running' | 'facts-late' | 'alarms-not-watched';
  readonly about: string;
  readonly missing: readonly string[];
  readonly since: Instant;
};

const refreshedEveryMs = 2_000;
/** Passes that may be missed before silence is told. */
const silentAfterPasses = 6;

const gapKinds: Readonly<Record<FindingKind, WatchdogGap['kind'] | null>> = {
  'alarm-path-silent': 'alarms-not-running',
  'journey-not-running': 'alarms-not-running',
  'workflow-task-failing': 'alarms-not-running',
  'deadline-not-raised': 'alarms-not-running',
  'publication-stuck': 'facts-late',
  'events-not-applied': 'facts-late',
  'reader-behind': 'facts-late',
  'not-watched': null,
};

/** What the watchdog says, kept at hand so that no status waits for it. */
export class WatchdogNews implements OnApplicationBootstrap, OnApplicationShutdown {
  private findings: readonly Finding[] = [];
  private heartbeat: Heartbeat | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly register: WatchdogFindings,
    private readonly clock: JourneyClock,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), refreshedEveryMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Reads it anew; where that fails, what was known stays. */
  async refresh(): Promise<void> {
    try {
      [this.findings, this.heartbeat] = await Promise.all([
        this.register.open(),
        this.register.heartbeat(),
      ]);
    } catch (error) {
      this.logger.warn({ err: error }, 'what the watchdog found could not be read');
    }
  }

  /** What a status of this journey has to say first. */
  gapsOf(journeyId: string): readonly WatchdogGap[] {
    const gaps = this.findings.flatMap(({ kind, about, isJourney, since }): WatchdogGap[] => {
      const gap = gapKinds[kind];
      if (gap === null || (isJourney && about !== journeyId)) return [];
      return [{ kind: gap, about: kind, missing: [], since: this.journeyTime(since) }];
    });
    const { silentSince } = this;
    if (silentSince === undefined) return gaps;
    const since = this.journeyTime(silentSince);
    return [...gaps, { kind: 'alarms-not-watched', about: 'watchdog', missing: [], since }];
  }

  /** How the watchdog does: `ok`, `silent` since some passes, `unknown` where none was ever heard of. */
  get state(): 'ok' | 'silent' | 'unknown' {
    if (this.heartbeat === undefined) return 'unknown';
    return this.silentSince === undefined ? 'ok' : 'silent';
  }

  private get silentSince(): string | undefined {
    if (this.heartbeat === undefined) return undefined;
    const { beatAt, everyMs } = this.heartbeat;
    const isSilent = Date.now() - Date.parse(beatAt) > silentAfterPasses * everyMs;
    return isSilent ? beatAt : undefined;
  }

  private journeyTime(wallTime: string): Instant {
    return toInstant(journeyTimeAt(this.clock, Date.parse(wallTime)));
  }
}
