import type { Logger } from '#observability/logger.js';
import type { Finding, UntoldFinding, WatchdogFindings } from '#register/watchdog-findings.js';
import { type Check, instantOf, noVerdict, type Verdict } from './check.js';
import type { Page, Pager } from './paging/pager.js';
import { watchdogMetrics } from './watchdog-metrics.js';

/** Everything a watch is made of; without a pager, people on duty read the log. */
export type WatchParts = {
  /** Looked at one after the other: later checks may rely on what earlier ones saw. */
  readonly checks: readonly Check[];
  readonly findings: WatchdogFindings;
  readonly pager: Pager | undefined;
  readonly logger: Logger;
  readonly everyMs: number;
  readonly graceMs: number;
};

const longestLookMs = 15_000;

/** Looks at everything again and again, keeps what it finds, and has people told. */
export class Watch {
  private finishedAt = Date.now();
  private isRegisterLost = false;
  /** Since when a check could not look, by its name. */
  private readonly blindSince = new Map<string, number>();

  constructor(private readonly parts: WatchParts) {}

  /** One look at everything. */
  async pass(): Promise<void> {
    const now = Date.now();
    const verdicts: Verdict[] = [];
    for (const check of this.parts.checks) verdicts.push(await this.verdictOf(check, now));
    try {
      await this.settle(verdicts);
      this.isRegisterLost = false;
      watchdogMetrics.passes.inc({ outcome: 'kept' });
    } catch (error) {
      watchdogMetrics.passes.inc({ outcome: 'lost' });
      await this.tellOfLostRegister(error, now);
    }
    this.finishedAt = Date.now();
    watchdogMetrics.lastPass.set(this.finishedAt / 1_000);
  }

  /** Fails when nothing was looked at for longer than three passes take. */
  assertLooking(): void {
    const silentMs = Date.now() - this.finishedAt;
    const limitMs = 3 * (this.parts.everyMs + this.parts.checks.length * longestLookMs);
    if (silentMs > limitMs) throw new Error(`nothing was looked at for ${silentMs} ms`);
  }

  private async verdictOf(check: Check, now: number): Promise<Verdict> {
    const about = check.name;
    try {
      const verdict = await withinLimit(check.look(now));
      this.blindSince.delete(about);
      return {
        found: verdict.found,
        isLookedFor: (finding) =>
          verdict.isLookedFor(finding) || isAbout(finding, 'not-watched', about),
      };
    } catch (error) {
      this.parts.logger.warn({ err: error, check: about }, `could not look at ${about}`);
      const blindSince = this.blindSince.get(about) ?? now;
      this.blindSince.set(about, blindSince);
      if (now - blindSince < this.parts.graceMs) return noVerdict;
      const since = instantOf(blindSince);
      const text = `The watchdog cannot look at ${about} since ${since}.`;
      return {
        found: [{ kind: 'not-watched', about, isJourney: false, text, since }],
        isLookedFor: () => false,
      };
    }
  }

  private async settle(verdicts: readonly Verdict[]): Promise<void> {
    const { findings, logger, everyMs } = this.parts;
    const at = instantOf(Date.now());
    const { raised, cleared } = await findings.settle(
      verdicts.flatMap(({ found }) => found),
      (finding) => verdicts.some(({ isLookedFor }) => isLookedFor(finding)),
      at,
    );
    for (const { kind, about, text } of raised) logger.error({ kind, about }, text);
    for (const { kind, about, text } of cleared) logger.info({ kind, about }, `over: ${text}`);
    this.count(await findings.open());
    await this.tell(await findings.untold());
    await findings.beat({ beatAt: at, everyMs });
  }

  private count(open: readonly Finding[]): void {
    watchdogMetrics.findings.reset();
    for (const { kind } of open) watchdogMetrics.findings.inc({ kind });
  }

  /** Whoever could not be told is told after the next pass. */
  private async tell(untold: readonly UntoldFinding[]): Promise<void> {
    const { pager, findings, logger } = this.parts;
    if (untold.length === 0) return;
    try {
      await pager?.(untold.map(pageOf));
      watchdogMetrics.pages.inc({ outcome: 'told' }, untold.length);
      await findings.told(untold, instantOf(Date.now()));
    } catch (error) {
      watchdogMetrics.pages.inc({ outcome: 'failed' });
      logger.error({ err: error }, `people on duty could not be told: ${String(error)}`);
    }
  }

  /** Told once, without the register that would remember it. */
  private async tellOfLostRegister(error: unknown, now: number): Promise<void> {
    const { pager, logger } = this.parts;
    logger.error({ err: error }, `what was found could not be kept: ${String(error)}`);
    if (this.isRegisterLost) return;
    const since = instantOf(now);
    const text = `The watchdog cannot keep what it finds since ${since}: PostgreSQL does not answer.`;
    const page: Page = {
      state: 'raised',
      kind: 'not-watched',
      about: 'register',
      text,
      since,
      clearedAt: null,
    };
    try {
      await pager?.([page]);
      this.isRegisterLost = true;
    } catch (failure) {
      logger.error({ err: failure }, `people on duty could not be told: ${String(failure)}`);
    }
  }
}

function isAbout(finding: Finding, kind: Finding['kind'], about: string): boolean {
  return finding.kind === kind && finding.about === about;
}

function pageOf({ kind, about, text, since, clearedAt }: UntoldFinding): Page {
  const state = clearedAt === null ? 'raised' : 'cleared';
  return { state, kind, about, text, since, clearedAt };
}

async function withinLimit<T>(looking: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${longestLookMs} ms`)),
      longestLookMs,
    );
  });
  try {
    return await Promise.race([looking, late]);
  } finally {
    clearTimeout(timer);
  }
}
