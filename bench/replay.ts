import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { dataConverterOf } from '#temporal/data-converter.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { keysIn, payloadKeysOf } from '../apps/local-stack/src/data/keys.js';
import { bundleFile } from '../apps/treatment-worker/src/workflow-bundle.js';
import type { BenchStack } from './bench-stack.js';

/** What it costs a worker to take up journeys that it does not hold in memory. */
export type Replayed = {
  readonly runs: number;
  readonly historyEvents: number;
  readonly cpuMsPerJourney: number;
  readonly cpuMsPerThousandEvents: number;
};

const rounds = 4;

/** Replays every run of journeys on the code of this build, several times; the last time counts. */
export async function replayed(
  { folder }: BenchStack,
  client: Client,
  journeyIds: readonly string[],
): Promise<Replayed> {
  const histories = await historiesOf(client, journeyIds);
  async function* all() {
    for (let round = 0; round < rounds; round += 1) yield* histories;
  }
  const results = Worker.runReplayHistories(
    {
      workflowBundle: { codePath: bundleFile },
      dataConverter: dataConverterOf(payloadKeysOf(keysIn(folder.path('keys.json')))),
    },
    all(),
  );
  let count = 0;
  let start = process.cpuUsage();
  for await (const { error } of results) {
    if (error !== undefined) throw error;
    count += 1;
    if (count === histories.length * (rounds - 1)) start = process.cpuUsage();
  }
  const { user, system } = process.cpuUsage(start);
  const cpuMs = (user + system) / 1_000;
  const historyEvents = histories.reduce(
    (sum, { history }) => sum + (history.events?.length ?? 0),
    0,
  );
  return {
    runs: histories.length,
    historyEvents,
    cpuMsPerJourney: cpuMs / journeyIds.length,
    cpuMsPerThousandEvents: (cpuMs * 1_000) / historyEvents,
  };
}

async function historiesOf(client: Client, journeyIds: readonly string[]) {
  const histories = [];
  for (const journeyId of journeyIds) {
    const workflowId = journeyWorkflowId(journeyId);
    const query = `WorkflowId = '${workflowId}'`;
    for await (const { runId } of client.workflow.list({ query })) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      histories.push({ workflowId, history });
    }
  }
  return histories;
}
