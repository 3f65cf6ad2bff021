import { type BenchStack, say, temporalOf } from './bench-stack.js';
import { cpuMilliseconds } from './cpu.js';
import { enrol } from './enrol.js';
import { historyEvents } from './history.js';
import { residentMegabytes } from './memory.js';
import { backlog, calm, live, type Passage, withCpu } from './phases.js';
import { Received } from './received.js';
import { besides } from './straightforward/beside.js';
import { plainTopics } from './straightforward/messages.js';
import { productTopics, Traffic } from './traffic.js';

/** What is asked of each of the two. */
export const settings = {
  perSecond: 20,
  calmSeconds: 20,
  concurrency: 50,
  liveSeconds: 20,
  backlogEvents: 3_000,
  backlogLimitSeconds: 40,
};

/** How the same traffic went: one event after the other, always as many under way, and everything at once. */
export type Passages = {
  readonly calm: Passage;
  readonly live: Passage;
  readonly backlog: Passage;
};

/** How fast a backlog was kept for good and shown as received, which is before it is applied. */
export type Receiving = { readonly eventsPerSecond: number; readonly cpuMsPerEvent: number };

/** The product with so many open journeys. */
export async function underLoad(running: BenchStack, journeys: number) {
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
    const calmly = await calmPassage(traffic, journeyIds, pids);
    const afterCalm = await historyEvents(client, journeyIds);
    const lively = await livePassage(traffic, journeyIds, pids);
    const beforeBacklog = await historyEvents(client, journeyIds);
    const receiving = receivingOf(received, pids);
    const piled = await backlogPassage(traffic, journeyIds, pids);
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
export async function besideUs(running: BenchStack, journeys: number): Promise<Passages> {
  const journeyIds = Array.from({ length: journeys }, (_, number) => `plain-${number + 1}`);
  return besides(running, async (pid) => {
    const traffic = new Traffic(running.addresses.kafkaBrokers, plainTopics);
    const pids = [pid, ...Object.values(running.stack.pids)];
    await traffic.open();
    try {
      say('The straightforward pipeline: warming up');
      await calm(traffic, journeyIds, { perSecond: 50, seconds: 4 });
      return {
        calm: await calmPassage(traffic, journeyIds, pids),
        live: await livePassage(traffic, journeyIds, pids),
        backlog: await backlogPassage(traffic, journeyIds, pids),
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
) => Promise<Passage>;

const calmPassage: PassageOf = (traffic, journeyIds, pids) => {
  const { perSecond, calmSeconds: seconds } = settings;
  say(`Calm: ${perSecond} events/s`);
  return withCpu(pids, () => calm(traffic, journeyIds, { perSecond, seconds }));
};

const livePassage: PassageOf = (traffic, journeyIds, pids) => {
  const { concurrency, liveSeconds: seconds } = settings;
  say(`Live: ${concurrency} events under way`);
  return withCpu(pids, () => live(traffic, journeyIds, { concurrency, seconds }));
};

const backlogPassage: PassageOf = (traffic, journeyIds, pids) => {
  const { backlogEvents: events, backlogLimitSeconds: limitSeconds } = settings;
  say(`Backlog: ${events} events at once`);
  return withCpu(pids, () => backlog(traffic, journeyIds, { events, limitSeconds }));
};

/** Begun before the backlog is published; the events are applied meanwhile, which is in the CPU as well. */
async function receivingOf(received: Received, pids: readonly number[]): Promise<Receiving> {
  const { backlogEvents: events, backlogLimitSeconds } = settings;
  const before = await received.count();
  const cpuBefore = cpuMilliseconds(pids);
  const ms = await received.until(before + events, backlogLimitSeconds * 1_000);
  const kept = (await received.count()) - before;
  return {
    eventsPerSecond: (kept * 1_000) / ms,
    cpuMsPerEvent: (cpuMilliseconds(pids) - cpuBefore) / kept,
  };
}
