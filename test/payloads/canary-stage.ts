import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Client, Client as TemporalClient, type WorkflowHandle } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connectTemporal } from '#temporal/client.js';
import { prepareNamespace } from '#temporal/installation.js';
import {
  findTemporalBinary,
  startTemporal,
  type Temporal,
} from '../../apps/local-stack/src/servers/index.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import {
  type CanaryActivities,
  canaryWorkflow,
  endSignal,
  songQuery,
  songSignal,
  songUpdate,
} from './canary.workflow.js';

const namespace = 'payloads-spec';
const taskQueue = 'canaries';

/** Where the test's workflow is, for whoever bundles it. */
export const workflowsPath = fileURLToPath(new URL('./canary.workflow.ts', import.meta.url));

const activities: CanaryActivities = {
  echo: async (text) => text,
  fail: async (text) => {
    throw new Error(text);
  },
};

/** A development server, its file, and a worker for canaries. */
export class CanaryStage {
  private constructor(
    readonly client: Client,
    private readonly temporal: Temporal,
    private readonly connection: NativeConnection,
    private readonly directory: string,
  ) {}

  static async open(): Promise<CanaryStage> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const directory = await mkdtemp(join(tmpdir(), 'payloads-'));
    const temporal = await startTemporal({ directory });
    const { address } = temporal;
    await prepareNamespace({ address, namespace }, {});
    const client = await connectTemporal({ address, namespace }, testPayloadKeys);
    const connection = await NativeConnection.connect({ address });
    return new CanaryStage(client, temporal, connection, directory);
  }

  /** Sends a canary through everything, through two runs, the second of which fails with it. */
  async sing(workflowId: string, canary: string, dataConverter: DataConverter): Promise<void> {
    const { connection } = this.client;
    const client = new TemporalClient({ connection, namespace, dataConverter });
    const worker = await Worker.create({
      connection: this.connection,
      namespace,
      taskQueue: `${taskQueue}-${workflowId}`,
      workflowsPath,
      activities,
      dataConverter,
    });
    await worker.runUntil(async () => sungTo(client, workflowId, canary));
  }

  /** The first run's history as the server tells it to anybody, who has no key. */
  async toldOf(workflowId: string): Promise<string> {
    const command = await findTemporalBinary();
    const run = ['--workflow-id', workflowId, '--run-id', await this.first(workflowId)];
    const server = ['--address', this.temporal.address, '--namespace', namespace];
    const { stdout } = await promisify(execFile)(
      command,
      ['workflow', 'show', ...run, ...server, '--output', 'json'],
      { maxBuffer: 64 * 1_024 * 1_024 },
    );
    return stdout;
  }

  /** The first run of a workflow. */
  async firstRun(workflowId: string): Promise<WorkflowHandle> {
    return this.client.workflow.getHandle(workflowId, await this.first(workflowId));
  }

  private async first(workflowId: string): Promise<string> {
    const { raw } = await this.client.workflow.getHandle(workflowId).describe();
    return raw.workflowExecutionInfo?.firstRunId ?? '';
  }

  /** Ends the server and answers everything it has stored. */
  async stored(): Promise<Buffer> {
    await this.temporal.stop();
    const names = await readdir(this.directory);
    const files = names.filter((name) => name.startsWith('temporal.db'));
    return Buffer.concat(
      await Promise.all(files.map(async (name) => readFile(join(this.directory, name)))),
    );
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.client.connection.close();
    await this.temporal.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

async function sungTo(client: Client, workflowId: string, canary: string): Promise<void> {
  const handle = await client.workflow.start(canaryWorkflow, {
    workflowId,
    taskQueue: `${taskQueue}-${workflowId}`,
    args: [canary],
    memo: { canary },
    staticSummary: canary,
    staticDetails: canary,
  });
  await handle.signal(songSignal, canary);
  await handle.executeUpdate(songUpdate, { args: [canary, false] });
  await handle.executeUpdate(songUpdate, { args: [canary, true] }).catch(() => undefined);
  await handle.executeUpdate(songUpdate, { args: ['', false] }).catch(() => undefined);
  await handle.query(songQuery, canary);
  await handle.signal(endSignal, 'roll');
  const { firstExecutionRunId: first } = handle;
  while ((await handle.describe()).runId === first) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await handle.signal(endSignal, 'fail');
  await handle.result().catch(() => undefined);
}
