import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type InjectedSinks, Worker, type WorkflowBundle } from '@temporalio/worker';
import { dataConverterOf } from '#temporal/data-converter.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { workflowBundle } from '../workflow/workflow-bundle.js';
import type { PublicationSinks } from './publications.interceptor.js';

type Payload = { readonly data: string };

type RecordedEvent = {
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType: { readonly name: string };
    readonly input: { readonly payloads: readonly Payload[] };
  };
};

/** A run as its server kept it, read from a committed file. */
export type RecordedRun = { readonly events: readonly RecordedEvent[] };

/** The folder of the committed histories. */
export const historiesFolder = fileURLToPath(new URL('./histories', import.meta.url));

/** A committed history by the name of its file. */
export function recordedRun(file: string): RecordedRun {
  return JSON.parse(readFileSync(`${historiesFolder}/${file}`, 'utf8')) as RecordedRun;
}

/** The publications that a run asked for when it was recorded, to the byte. */
export function publishedIn({ events }: RecordedRun): readonly string[] {
  return events.flatMap(({ activityTaskScheduledEventAttributes: asked }) =>
    asked?.activityType.name === 'publishJournal'
      ? asked.input.payloads.map(({ data }) => Buffer.from(data, 'base64').toString())
      : [],
  );
}

/** The workflows' code as it is now, made to tell what it publishes. */
export function tellingBundle(): Promise<WorkflowBundle> {
  return workflowBundle([fileURLToPath(new URL('./publications.interceptor.ts', import.meta.url))]);
}

/** How a run went on other code: what it published, and what stopped it if anything did. */
export type ReplayedRun = { readonly published: readonly string[]; readonly failure: unknown };

/** Replays a recorded run. */
export async function replay(code: WorkflowBundle, run: RecordedRun): Promise<ReplayedRun> {
  const published: string[] = [];
  const sinks: InjectedSinks<PublicationSinks> = {
    publications: {
      asked: { fn: (_info, text) => void published.push(text), callDuringReplay: true },
    },
  };
  const options = { workflowBundle: code, dataConverter: dataConverterOf(testPayloadKeys), sinks };
  try {
    await Worker.runReplayHistory(options, run, 'journey/recorded');
    return { published, failure: undefined };
  } catch (failure) {
    return { published, failure };
  }
}
