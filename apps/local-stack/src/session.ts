import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { checkInvariants } from './completion/invariants.js';
import { limitsAt, Progress } from './completion/progress.js';
import { resultTable } from './completion/result-table.js';
import { untilSettled } from './completion/settling.js';
import { stuckRun } from './completion/stuck-run.js';
import { waitingJourneys } from './completion/waiting-journeys.js';
import type { LocalFolder } from './data/local-folder.js';
import { LocalStackError } from './local-stack-error.js';
import { releaseLock, takeLock } from './lock.js';
import type { StartOptions } from './options/start-options.js';
import type { StackAddresses } from './stack/addresses.js';
import { Stack, StartAbandoned } from './stack/stack.js';
import { Counter } from './summary/figures.js';
import { Screen } from './summary/screen.js';
import { summaryBlock, summaryLine } from './summary/summary.js';
import type { Incident } from './supervision/supervised.js';
import { welcome } from './welcome.js';

const showEveryMs = { terminal: 1_000, lines: 5_000 };

/** One start from its command line to its end: what the person at the keyboard sees and can do. */
export class Session {
  private readonly screen: Screen;
  private readonly stack: Stack;
  private readonly end = new AbortController();
  private readonly startedAt = Date.now();

  constructor(
    private readonly options: StartOptions,
    private readonly folder: LocalFolder,
  ) {
    this.screen = new Screen(options.json ? process.stderr : process.stdout);
    this.stack = new Stack(folder, options, {
      report: (line) => this.screen.say(line),
      onIncident: (incident) => this.tell(incident),
    });
  }

  /** Runs until it is complete or interrupted, stops everything, and answers the exit code. Throws LocalStackError. */
  async run(): Promise<number> {
    this.takeFolder();
    try {
      await this.stack.start();
      if (this.options.simulator) await this.stack.startSimulator();
      return await this.watch(this.stack.addresses);
    } catch (error) {
      if (error instanceof StartAbandoned || this.end.signal.aborted) return 130;
      throw error;
    } finally {
      this.screen.release();
      this.screen.say('Stopping');
      rmSync(this.folder.path('stack.json'), { force: true });
      await this.stack.stop();
      releaseLock(this.folder.lock);
    }
  }

  /** The first time ends the run in order, the second time ends the services without asking. */
  interrupt(): void {
    if (this.end.signal.aborted) {
      this.screen.say('Ending the services at once');
      this.stack.hurry();
      return;
    }
    this.screen.say('Stopping everything in order; press Ctrl-C again to hurry');
    this.end.abort();
    this.stack.abandonStart();
  }

  private takeFolder(): void {
    const holder = takeLock(this.folder.lock);
    if (holder === undefined) return;
    throw new LocalStackError(
      'already-running',
      `A stack runs already with the data in ${this.folder.root} (process ${holder})`,
      `End it with Ctrl-C where it runs, or with kill ${holder}, then start again.`,
    );
  }

  private async watch(addresses: StackAddresses): Promise<number> {
    const { options, folder, stack } = this;
    const counter = new Counter(addresses, stack.clock);
    await counter.open();
    try {
      this.screen.say(...(await welcome(addresses, folder)));
      if (options.json && !options.untilComplete) print(addresses);
      const isComplete = await this.follow(counter, addresses);
      if (!isComplete) return options.untilComplete ? 130 : 0;
      return await this.conclude(counter, addresses);
    } finally {
      await counter.close();
    }
  }

  /** Shows how it goes until it is interrupted (false) or complete (true). Throws `run-stuck`. */
  private async follow(counter: Counter, addresses: StackAddresses): Promise<boolean> {
    const progress = new Progress(this.options.patients, limitsAt(this.options.timeScale));
    const isTerminal = process.stdout.isTTY && !this.options.json;
    let shownAt = 0;
    while (!this.end.signal.aborted) {
      const figures = await counter.count().catch(() => undefined);
      if (figures !== undefined) {
        const verdict = progress.judge(figures, Date.now());
        const isDue = Date.now() - shownAt >= (isTerminal ? 0 : showEveryMs.lines);
        if (isDue || (this.options.untilComplete && verdict === 'complete')) {
          shownAt = Date.now();
          const { patients } = this.options;
          this.screen.show(summaryBlock(figures, patients), summaryLine(figures, patients));
        }
        if (this.options.untilComplete && verdict === 'complete') return true;
        if (this.options.untilComplete && verdict === 'stuck')
          await this.giveUp(counter, addresses, figures.journeys.enrolled);
      }
      await delay(showEveryMs.terminal, undefined, { signal: this.end.signal }).catch(
        () => undefined,
      );
    }
    return false;
  }

  private async giveUp(
    counter: Counter,
    addresses: StackAddresses,
    enrolled: number,
  ): Promise<never> {
    this.screen.release();
    const waiting = await waitingJourneys(addresses, counter).catch((error: unknown) => [
      `the API does not say what they wait for: ${String(error)}`,
    ]);
    const { options, folder } = this;
    throw stuckRun({ enrolled, waiting, options, logs: folder.path('logs') });
  }

  private async conclude(counter: Counter, addresses: StackAddresses): Promise<number> {
    this.screen.release();
    this.screen.say('Every journey is closed or in follow-up; waiting for the last events');
    await this.stack.stopSimulator();
    await untilSettled(counter);
    this.screen.say('Checking the invariants');
    const result = await checkInvariants(addresses, this.folder);
    const durationSeconds = Math.round((Date.now() - this.startedAt) / 1_000);
    if (this.options.json) print({ ...result, durationSeconds });
    else this.screen.say(...resultTable(result, durationSeconds));
    return result.invariants.every(({ held }) => held) ? 0 : 1;
  }

  private tell({ name, how, restartInMs }: Incident): void {
    this.screen.say(
      restartInMs === undefined
        ? `${name} has done its work`
        : `${name} ended (${how}); starting it again in ${restartInMs / 1_000} s`,
    );
  }
}

function print(content: object): void {
  process.stdout.write(`${JSON.stringify(content)}\n`);
}
