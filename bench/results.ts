import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Passage } from './phases.js';
import type { Replayed } from './replay.js';
import type { Passages, Receiving } from './under-load.js';
import type { WholeJourneys } from './whole-journeys.js';

/** Everything one run of the bench measured. */
export type Results = {
  readonly takenAt: string;
  readonly durationSeconds: number;
  readonly seed: number;
  readonly machine: {
    readonly cores: number;
    readonly model: string;
    readonly memoryGb: number;
    /** Processes that wanted to run in the minute before the start: well over 0 and the figures are of a busy machine. */
    readonly loadBefore: number;
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly journeys: number;
  readonly settings: Readonly<Record<string, number>>;
  readonly passages: Passages;
  /** The pipeline of one signal an event, with the same traffic on the same servers. */
  readonly straightforward: Passages;
  readonly received: Receiving;
  readonly historyEventsPerPlainEvent: { readonly calm: number; readonly backlog: number };
  readonly wholeJourneys: WholeJourneys;
  readonly replay: Replayed;
  readonly residentMegabytes: Readonly<Record<string, number>>;
};

/** What the figures depend on beside the code. */
export function machineAndVersions(
  dependencies: Readonly<Record<string, string>>,
): Pick<Results, 'machine' | 'versions'> {
  const processors = cpus();
  const named = ['@temporalio/worker', 'kafkajs', 'pg'].map((name) => [
    name,
    dependencies[name] ?? 'unknown',
  ]);
  return {
    machine: {
      cores: processors.length,
      model: processors[0]?.model.trim() ?? 'unknown',
      memoryGb: Math.round(totalmem() / 1e9),
      loadBefore: loadavg()[0] ?? Number.NaN,
    },
    versions: {
      node: process.versions.node,
      system: `${platform()} ${release()}`,
      ...Object.fromEntries(named),
    },
  };
}

/** Writes the results as JSON, named by their time; answers the file's path. */
export function writeResults(directory: string, results: Results): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${results.takenAt.replaceAll(/[:.]/g, '-')}.json`);
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}

/** The results as a page of Markdown. */
export function asMarkdown(results: Results): string {
  const { machine, versions, historyEventsPerPlainEvent: perEvent, wholeJourneys: whole } = results;
  const { received, replay, settings } = results;
  const passages = (['calm', 'live', 'backlog'] as const).flatMap((name) => [
    [inWordsOf(name, settings), results.passages[name]] as const,
    [`${name}, straightforward pipeline`, results.straightforward[name]] as const,
  ]);
  return [
    `# ${results.takenAt.slice(0, 16).replace('T', ' ')} UTC, ${results.durationSeconds} s`,
    `${machine.cores} × ${machine.model}, ${machine.memoryGb} GB, load ${machine.loadBefore.toFixed(1)} before; ${Object.entries(
      versions,
    )
      .map((pair) => pair.join(' '))
      .join(', ')}; seed ${results.seed}; ${results.journeys} journeys, all on one machine`,
    '',
    '| published → applied | events | events/s | p50 ms | p99 ms | CPU ms an event | not seen |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...passages.map(([name, passage]) => `| ${name} | ${cellsOf(passage).join(' | ')} |`),
    '',
    '| ours beside the straightforward pipeline | events/s | CPU ms an event |',
    '|---|--:|--:|',
    ...(['calm', 'live', 'backlog'] as const).map((name) => ratiosOf(name, results)),
    '',
    `Of the backlog ${received.eventsPerSecond.toFixed(0)} events/s were received, at ${received.cpuMsPerEvent.toFixed(2)} CPU ms an event, while some were applied already.`,
    `A whole journey of ${(replay.historyEvents / whole.journeyIds.length).toFixed(0)} history events takes ${replay.cpuMsPerJourney.toFixed(0)} CPU ms to replay, ${replay.cpuMsPerThousandEvents.toFixed(0)} a thousand events.`,
    '',
    '| Temporal history events per inbound event | |',
    '|---|--:|',
    `| an event that changes no stage, calm | ${perEvent.calm.toFixed(2)} |`,
    `| the same in a backlog | ${perEvent.backlog.toFixed(2)} |`,
    `| mean over ${whole.journeyIds.length} simulated journeys (${inWords(whole.stages)}), ${whole.inboundEvents} events | ${whole.historyEventsPerInboundEvent.toFixed(2)} |`,
    '',
    '| process, after the load | resident MB |',
    '|---|--:|',
    ...Object.entries(results.residentMegabytes).map(([name, size]) => `| ${name} | ${size} |`),
    '',
  ].join('\n');
}

/** How many times as much as the straightforward pipeline; of one that did not finish its rate is of what it did. */
function ratiosOf(name: keyof Passages, { passages, straightforward }: Results): string {
  const [ours, plain] = [passages[name], straightforward[name]];
  const faster = (ours.eventsPerSecond / plain.eventsPerSecond).toFixed(2);
  const costlier = (ours.cpuMsPerEvent / plain.cpuMsPerEvent).toFixed(2);
  return `| ${name} | × ${faster} | × ${costlier} |`;
}

function inWordsOf(
  name: keyof Passages,
  { perSecond, concurrency, backlogEvents }: Results['settings'],
): string {
  const words = {
    calm: `calm, ${perSecond} events/s`,
    live: `live, ${concurrency} under way`,
    backlog: `backlog of ${backlogEvents}`,
  };
  return words[name];
}

function cellsOf(passage: Passage): readonly string[] {
  const { events, eventsPerSecond, p50Ms, p99Ms, cpuMsPerEvent, unseen } = passage;
  const figures = [eventsPerSecond, p50Ms, p99Ms].map((figure) => figure.toFixed(0));
  return [String(events), ...figures, cpuMsPerEvent.toFixed(1), String(unseen)];
}

function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
