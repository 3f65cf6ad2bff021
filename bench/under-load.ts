import { type BenchStack, say, temporalOf } from './bench-stack.js';
import type { BenchOptions } from './options.js';
import { cpuMilliseconds } from './cpu.js';
import { enrol } from './enrol.js';
import { historyEvents } from './history.js';
import { residentMegabytes } from './memory.js';
import { backlog, calm, live, type Passage, withCpu } from './phases.js';
import { Received } from './received.js';
import { besides } from './straightforward/beside.js';
import { plainTopics } from './straightforward/messages.js';
import { productTopics, Traffic } from './traffic.js';

/** What is asked of each of the two: rates a second, seconds, and events. */
export function settingsOf({ seconds, backlog: events }: BenchOptions) {
  return {
    perSecond: 20,
    calmSeconds: seconds,
    concurrency: 50,
    liveSeconds: seconds,
    backlogEvents: events,
    backlogLimitSeconds: 60,
  };
}

type Settings = ReturnType<typeof settingsOf>;

/** How the same traffic went: one event after the other, always as many under way, and everything at once. */
export type Passages = {
  readonly calm: Passage;
  readonly live: Passage;
  readonly backlog: Passage;
};

/** How fast a backlog was kept for good and shown as received, which is before it is applied. */
export type Receiving = { readonly eventsPerSecond: number; readonly cpuMsPerEvent: number };

/** The product with so many open journeys. */
export async function underLoad(running: BenchStack, journeys: number, settings: Settings) {
  const { addresses, stack } = running;
  const pids = Object.values(stack.pids);
  say(`Enrolling ${journeys} patients`);
  const journeyIds = await enrol(addresses, journeys);
  const client = await temporalOf(running);
  const traffic = new Traffic(addresses.kafkaBrokers, productTopics);
  const received = new Received(addresses.databaseUrl);
  await Promise.all([traffic.open(), received.open()]);
  try {
    say('Warming up');
    await calm(traffic, journeyIds, { perSecond: 50, seconds: 4 });
    const atStart = await historyEvents(client, journeyIds);
    const calmly = await calmPassage(traffic, journeyIds, pids, settings);
    const afterCalm = await historyEvents(client, journeyIds);
    const lively = await livePassage(traffic, journeyIds, pids, settings);
    const beforeBacklog = await historyEvents(client, journeyIds);
    const receiving = receivingOf(received, pids, settings);
    const piled = await backlogPassage(traffic, journeyIds, pids, settings);
    const afterBacklog = await historyEvents(client, journeyIds);
    return {
      passages: { calm: calmly, live: lively, backlog: piled } satisfies Passages,
      received: await receiving,
      historyEventsPerPlainEvent: {
        calm: (afterCalm - atStart) / calmly.events,
        backlog: (afterBacklog - beforeBacklog) / piled.events,
      },
      residentMegabytes: await residentMegabytes(stack.pids),
    };
  } finally {
    await Promise.all([traffic.close(), received.close(), client.connection.close()]);
  }
}

/** The straightforward pipeline on the same servers, while the services of the product are at rest. */
export async function besideUs(
  running: BenchStack,
  journeys: number,
  settings: Settings,
): Promise<Passages> {
  const journeyIds = Array.from({ length: journeys }, (_, number) => `plain-${number + 1}`);
  return besides(running, async (pid) => {
    const traffic = new Traffic(running.addresses.kafkaBrokers, plainTopics);
    const pids = [pid, ...Object.values(running.stack.pids)];
    await traffic.open();
    try {
      say('The straightforward pipeline: warming up');
      await calm(traffic, journeyIds, { perSecond: 50, seconds: 4 });
      return {
        calm: await calmPassage(traffic, journeyIds, pids, settings),
        live: await livePassage(traffic, journeyIds, pids, settings),
        backlog: await backlogPassage(traffic, journeyIds, pids, settings),
      };
    } finally {
      await traffic.close();
    }
  });
}

type PassageOf = (
  traffic: Traffic,
  journeyIds: readonly string[],
  pids: readonly number[],
  settings: Settings,
) => Promise<Passage>;

const calmPassage: PassageOf = (traffic, journeyIds, pids, { perSecond, calmSeconds: seconds }) => {
  say(`Calm: ${perSecond} events/s`);
  return withCpu(pids, () => calm(traffic, journeyIds, { perSecond, seconds }));
};

const livePassage: PassageOf = (
  traffic,
  journeyIds,
  pids,
  { concurrency, liveSeconds: seconds },
) => {
  say(`Live: ${concurrency} events under way`);
  return withCpu(pids, () => live(traffic, journeyIds, { concurrency, seconds }));
};

const backlogPassage: PassageOf = (
  traffic,
  journeyIds,
  pids,
  { backlogEvents: events, backlogLimitSeconds: limitSeconds },
) => {
  say(`Backlog: ${events} events at once`);
  return withCpu(pids, () => backlog(traffic, journeyIds, { events, limitSeconds }));
};

/** Begun before the backlog is published; the events are applied meanwhile, which is in the CPU as well. */
async function receivingOf(
  received: Received,
  pids: readonly number[],
  { backlogEvents: events, backlogLimitSeconds }: Settings,
): Promise<Receiving> {
  const before = await received.count();
  const cpuBefore = cpuMilliseconds(pids);
  const ms = await received.until(before + events, backlogLimitSeconds * 1_000);
  const kept = (await received.count()) - before;
  return {
    eventsPerSecond: (kept * 1_000) / ms,
    cpuMsPerEvent: (cpuMilliseconds(pids) - cpuBefore) / kept,
  };
}
