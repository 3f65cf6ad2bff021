import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalFolder } from '../../apps/local-stack/src/data/local-folder.js';
import type { Stack } from '../../apps/local-stack/src/stack/stack.js';
import { createLogger } from '#observability/logger.js';
import { askOracleAt, type Outcome } from '../end-to-end/stack-run.js';
import { DisturbedStack } from './disturbed-stack.js';
import { Observer } from './observer.js';
import { Pulse, secondsSince } from './pulse.js';
import { type Disturbance, inWords, type Schedule } from './schedule.js';
import { signaturesOf, Traffic } from './traffic.js';

/** A disturbance as it went, and the seconds until an event sent at its end was shown by the API. */
export type Played = {
  readonly disturbance: Disturbance;
  readonly beganAtSeconds: number;
  readonly endedAtSeconds: number;
  /** Absent when the stack did not recover in time. */
  readonly recoverySeconds: number | undefined;
  /** Whether the stack had recovered before and nothing else was disturbed since: only then the seconds are its own. */
  readonly isAlone: boolean;
};

/** What became of a schedule. */
export type Verdict = {
  readonly schedule: string;
  readonly seed: number;
  readonly played: readonly Played[];
  readonly messagesSent: number;
  /** From the end of the last disturbance until every event that followed one was shown; absent when one was not. */
  readonly settledSeconds: number | undefined;
  readonly outcome: Outcome | undefined;
  readonly held: boolean;
  readonly told: string;
};

/** The stack a schedule is played on; `report` is told what happens. */
export type Stage = {
  readonly stack: Stack;
  readonly folder: LocalFolder;
  readonly report: (line: string) => void;
};

const openWithinMs = 120_000;
const settlesWithinSeconds = 120;
const fewestJourneys = 2;
const calmBeforeMs = 2_000;

/** Plays a schedule while partners write, lets the stack rest, and asks the oracle. */
export async function play(schedule: Schedule, stage: Stage): Promise<Verdict> {
  const { stack, report } = stage;
  const observer = new Observer(stack.addresses);
  if (!(await observer.untilOpen(fewestJourneys, openWithinMs))) {
    throw new Error('too few journeys are open to disturb them');
  }
  const brokers = stack.addresses.kafkaBrokers.split(',');
  const traffic = new Traffic(
    { brokers, clientId: 'chaos', logger: createLogger('chaos', 'silent') },
    stack.clock,
    `chaos-${randomUUID()}`,
    schedule.seed,
    await signaturesOf(stack),
  );
  const disturbed = new DisturbedStack(stack);
  const end = new AbortController();
  const going = Promise.all([
    observer.follow(end.signal),
    traffic.run(() => observer.subjects, end.signal),
  ]);
  try {
    await pause(calmBeforeMs);
    const run = new Run(schedule, {
      disturbed,
      pulse: new Pulse(traffic, observer),
      report,
    });
    const played = await run.moments();
    end.abort();
    await going;
    return await judged(schedule, stage, played, traffic.sent);
  } finally {
    disturbed.thaw();
    end.abort();
    await traffic.close();
  }
}

type Ports = {
  readonly disturbed: DisturbedStack;
  readonly pulse: Pulse;
  readonly report: (line: string) => void;
};

/** The disturbances of a schedule as they go on, some of them at the same time. */
class Run {
  private readonly startedAt = performance.now();
  private begun = 0;
  private under = 0;

  constructor(
    private readonly schedule: Schedule,
    private readonly ports: Ports,
  ) {}

  async moments(): Promise<readonly Played[]> {
    const under: Promise<Played>[] = [];
    for (const { afterSeconds, disturbance } of this.schedule.moments) {
      await pause(afterSeconds * 1_000);
      const one = this.one(disturbance);
      under.push(one);
      if (this.schedule.waits) await one;
    }
    return Promise.all(under);
  }

  private async one(disturbance: Disturbance): Promise<Played> {
    const beganAtSeconds = secondsSince(this.startedAt);
    const isFirst = this.under === 0;
    this.under += 1;
    this.begun += 1;
    const number = this.begun;
    this.ports.report(`  ${beganAtSeconds.toFixed(1).padStart(5)} s  ${inWords(disturbance)}`);
    await this.ports.disturbed.disturb(disturbance);
    const endedAtSeconds = secondsSince(this.startedAt);
    const recoverySeconds = await this.ports.pulse.recovery();
    this.under -= 1;
    const isAlone = isFirst && this.begun === number;
    return { disturbance, beganAtSeconds, endedAtSeconds, recoverySeconds, isAlone };
  }
}

async function judged(
  { name, seed }: Schedule,
  { stack, folder }: Stage,
  played: readonly Played[],
  messagesSent: number,
): Promise<Verdict> {
  const { code, outcome, told } = await askOracleAt(stack, folder, settlesWithinSeconds);
  const settledSeconds = settledAfter(played);
  return {
    schedule: name,
    seed,
    played,
    messagesSent,
    settledSeconds,
    outcome,
    held: code === 0 && settledSeconds !== undefined,
    told,
  };
}

function settledAfter(played: readonly Played[]): number | undefined {
  const recoveredAt = played.map(({ endedAtSeconds, recoverySeconds }) =>
    recoverySeconds === undefined ? undefined : endedAtSeconds + recoverySeconds,
  );
  const known = recoveredAt.filter((seconds) => seconds !== undefined);
  if (known.length < played.length) return undefined;
  const last = Math.max(...played.map(({ endedAtSeconds }) => endedAtSeconds));
  return Math.round((Math.max(...known) - last) * 10) / 10;
}
