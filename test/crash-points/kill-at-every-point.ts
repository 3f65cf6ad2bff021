import { randomUUID } from 'node:crypto';
import { until } from '../../apps/local-stack/src/until.js';
import type { Stack } from '../../apps/local-stack/src/stack/stack.js';
import { createLogger } from '#observability/logger.js';
import type { ChaosStack } from '../chaos/chaos-stack.js';
import { Observer } from '../chaos/observer.js';
import { Pulse } from '../chaos/pulse.js';
import { signaturesOf, Traffic } from '../chaos/traffic.js';
import { askOracleAt, type Outcome } from '../end-to-end/stack-run.js';
import type { Armed } from './armed.js';
import { Newcomers } from './newcomers.js';
import { type Chosen, type Crash, Sweep } from './sweep.js';

/** What became of a stack whose processes died at every point. */
export type Result = {
  readonly points: number;
  readonly crashes: readonly Crash[];
  readonly notReached: readonly string[];
  readonly enrolled: number;
  /** Referrals that stand for no journey or for several. */
  readonly wronglyEnrolled: readonly string[];
  readonly outcome: Outcome | undefined;
  readonly held: boolean;
};

const openWithinMs = 120_000;
const watchedMs = 30_000;
const nothingNewForMs = 8_000;
const settleSeconds = 120;

/** Lets partners write and coordinators enrol, kills processes at the points chosen, and asks the oracle in the end. */
export async function killAtEveryPoint(
  { stack, folder }: Pick<ChaosStack, 'stack' | 'folder'>,
  armed: Armed,
  chosen: Chosen,
  report: (line: string) => void,
): Promise<Result> {
  const observer = new Observer(stack.addresses);
  const newcomers = new Newcomers(stack.addresses);
  const traffic = await trafficOf(stack, chosen.seed);
  const sweep = new Sweep(armed, new Pulse(traffic, observer), chosen, report);
  const end = new AbortController();
  let isWatching = true;
  // Nobody else calls what enrols: while it is watched, and where a process is to die of it.
  const isToCome = (): boolean => isWatching || armed.point?.process === 'coordinator-api';
  const enrolling = newcomers.run(isToCome, end.signal);
  try {
    await observer.untilOpen(2, openWithinMs);
    const going = Promise.all([
      enrolling,
      observer.follow(end.signal),
      traffic.run(() => observer.subjects, end.signal),
    ]);
    report('Watching which ports are called');
    await untilNothingNew(armed);
    isWatching = false;
    report(`${armed.calls.length} calls of ports seen so far, each with two points`);
    await sweep.run();
    end.abort();
    await going;
    const { code, outcome } = await askOracleAt(stack, folder, settleSeconds);
    const wronglyEnrolled = await newcomers.wrong(observer);
    const { crashes, notReached } = sweep;
    const isRecovered = crashes.every(({ recoverySeconds }) => recoverySeconds !== undefined);
    return {
      points: armed.calls.length * 2,
      crashes,
      notReached,
      enrolled: newcomers.count,
      wronglyEnrolled,
      outcome,
      held: code === 0 && isRecovered && wronglyEnrolled.length === 0,
    };
  } finally {
    armed.disarm();
    end.abort();
    await traffic.close();
  }
}

/** Waits until no port was called for the first time in a while; what is called later is gone over as well. */
async function untilNothingNew(armed: Armed): Promise<void> {
  let seen = { count: 0, at: performance.now() };
  const isQuiet = (): boolean => {
    const { length: count } = armed.calls;
    if (count !== seen.count) seen = { count, at: performance.now() };
    return performance.now() - seen.at >= nothingNewForMs;
  };
  await until(isQuiet, { timeoutMs: watchedMs });
}

async function trafficOf(stack: Stack, seed: number): Promise<Traffic> {
  const { addresses, clock } = stack;
  const brokers = addresses.kafkaBrokers.split(',');
  const logger = createLogger('crash-points', 'silent');
  const connection = { brokers, clientId: 'crash-points', logger };
  return new Traffic(connection, clock, randomUUID(), seed, await signaturesOf(stack));
}
