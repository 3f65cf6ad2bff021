import type { Client } from '@temporalio/client';
import { knownProtocols } from '#workflows/journey/known-protocols.js';
import { type OpenRun, openRuns } from '../fleet/open-runs.js';
import { type Finding, named } from './finding.js';

const atOnce = 16;
// One failure can be a server that was restarted; the second is the code's.
const worrying = 3;

type Hindrance = {
  readonly workflowId: string;
  readonly isTask: boolean;
  readonly isPublication: boolean;
};

/** Whether every open run is of a protocol this build knows, and goes on: no failing task, no stuck publication. */
export async function runningJourneys(client: Client): Promise<readonly Finding[]> {
  const runs: OpenRun[] = [];
  for await (const run of openRuns(client)) runs.push(run);
  const hindrances: Hindrance[] = [];
  for (let from = 0; from < runs.length; from += atOnce) {
    const some = runs.slice(from, from + atOnce);
    hindrances.push(...(await Promise.all(some.map(async (run) => hindranceOf(client, run)))));
  }
  return [
    protocols(runs),
    finding(
      'workflow tasks',
      hindrances.filter(({ isTask }) => isTask),
      'cannot go on: their task fails',
    ),
    finding(
      'publications',
      hindrances.filter(({ isPublication }) => isPublication),
      'cannot publish their journal',
    ),
  ];
}

function protocols(runs: readonly OpenRun[]): Finding {
  const name = 'protocols';
  const unknown = runs.filter(({ protocol }) => !knownProtocols.includes(protocol));
  const versions = [...new Set(runs.map(({ protocol }) => protocol))].toSorted((a, b) => a - b);
  if (unknown.length === 0) {
    return { name, verdict: 'good', detail: `${runs.length} open runs of ${versions.join(', ')}` };
  }
  const ids = unknown.map(({ workflowId, protocol }) => `${workflowId} (${protocol})`);
  return { name, verdict: 'bad', detail: `this build does not know those of ${named(ids)}` };
}

async function hindranceOf(client: Client, { workflowId, runId }: OpenRun): Promise<Hindrance> {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const publications = (raw.pendingActivities ?? []).filter(
    ({ activityType }) => activityType?.name === 'publishJournal',
  );
  return {
    workflowId,
    isTask: (raw.pendingWorkflowTask?.attempt ?? 0) >= worrying,
    isPublication: publications.some(({ attempt }) => (attempt ?? 0) >= worrying),
  };
}

function finding(name: string, hindered: readonly Hindrance[], what: string): Finding {
  if (hindered.length === 0) return { name, verdict: 'good', detail: '' };
  const ids = hindered.map(({ workflowId }) => workflowId);
  return { name, verdict: 'bad', detail: `${hindered.length} ${what}: ${named(ids)}` };
}
