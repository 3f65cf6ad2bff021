import { setTimeout as pause } from 'node:timers/promises';
import { cpuMilliseconds } from './cpu.js';
import { percentile } from './percentile.js';
import type { Traffic } from './traffic.js';

/** How events went through: latencies in milliseconds from published to applied. */
export type Passage = {
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** What all processes together took of the machine for an event, those at rest included. */
  readonly cpuMsPerEvent: number;
  /** Events whose record was not seen in time; they count in no figure. */
  readonly unseen: number;
};

const lastOnesMs = 20_000;

type Timed = Omit<Passage, 'cpuMsPerEvent'>;

/** A passage and what these processes took for it. */
export async function withCpu(
  pids: readonly number[],
  passage: () => Promise<Timed>,
): Promise<Passage> {
  const before = cpuMilliseconds(pids);
  const timed = await passage();
  return { ...timed, cpuMsPerEvent: (cpuMilliseconds(pids) - before) / timed.events };
}

function passageOf(latencies: readonly number[], seconds: number, unseen: number): Timed {
  return {
    events: latencies.length,
    eventsPerSecond: latencies.length / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    unseen,
  };
}

/** One event after the other at a steady rate, each to the next journey. */
export async function calm(
  traffic: Traffic,
  journeyIds: readonly string[],
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Timed> {
  const latencies: number[] = [];
  const start = performance.now();
  const count = perSecond * seconds;
  for (let number = 0; number < count; number += 1) {
    const due = start + (number * 1_000) / perSecond;
    await pause(Math.max(0, due - performance.now()));
    const journeyId = journeyIds[number % journeyIds.length] ?? '';
    for (const applied of traffic.publish([journeyId])) {
      void applied.then((latency) => latencies.push(latency));
    }
  }
  const unseen = await traffic.drained(lastOnesMs);
  return passageOf(latencies, (performance.now() - start) / 1_000, unseen);
}

/** A fixed number of events always under way: each that is applied is followed by the next. */
export async function live(
  traffic: Traffic,
  journeyIds: readonly string[],
  { concurrency, seconds }: { readonly concurrency: number; readonly seconds: number },
): Promise<Timed> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  let number = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      number += 1;
      const journeyId = journeyIds[number % journeyIds.length] ?? '';
      const [applied] = traffic.publish([journeyId]);
      const latency = await Promise.race([applied, pause(lastOnesMs, undefined, { ref: false })]);
      if (latency === undefined) return;
      latencies.push(latency);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return passageOf(latencies, (performance.now() - start) / 1_000, traffic.outstanding);
}

/** Everything at once; the rate counts until the last event is applied. */
export async function backlog(
  traffic: Traffic,
  journeyIds: readonly string[],
  { events, limitSeconds }: { readonly events: number; readonly limitSeconds: number },
): Promise<Timed> {
  const latencies: number[] = [];
  const start = performance.now();
  let last = start;
  const to = Array.from({ length: events }, (_, n) => journeyIds[n % journeyIds.length] ?? '');
  for (const applied of traffic.publish(to)) {
    void applied.then((latency) => {
      last = performance.now();
      return latencies.push(latency);
    });
  }
  const unseen = await traffic.drained(limitSeconds * 1_000);
  return passageOf(latencies, (last - start) / 1_000, unseen);
}
