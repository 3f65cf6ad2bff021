import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { startTemporal, type Temporal } from '../../apps/local-stack/src/servers/index.js';
import { publishJournalWith } from '../../apps/treatment-worker/src/activities/publish-journal.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import type { KafkaProducer } from '#kafka/producer.js';
import { connectTemporal } from '#temporal/client.js';
import { prepareNamespace } from '#temporal/installation.js';
import { type HostedWorker, hostWorker } from '#temporal/worker.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { workflowBundle } from '../workflow/workflow-bundle.js';

const namespace = 'vein-to-vein';

/** A Temporal server with a worker for journeys, whose data can be lost. */
export class LostTemporal {
  private worker: { readonly hosted: HostedWorker; readonly ended: Promise<void> } | undefined;

  private constructor(
    private readonly producer: Pick<KafkaProducer, 'publish'>,
    private directory: string,
    private server: Temporal,
    public client: Client,
  ) {}

  static async open(producer: Pick<KafkaProducer, 'publish'>): Promise<LostTemporal> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const { directory, server, client } = await emptyServer();
    return new LostTemporal(producer, directory, server, client);
  }

  get environment(): Readonly<Record<string, string>> {
    const keys = testPayloadKeys.map(({ id, key }) => `${id}:${key.toString('base64url')}`);
    return {
      TEMPORAL_ADDRESS: this.server.address,
      TEMPORAL_NAMESPACE: namespace,
      TEMPORAL_PAYLOAD_KEYS: keys.join(','),
      ENVIRONMENT: 'demonstration',
    };
  }

  async startWorker(): Promise<void> {
    const { address } = this.server;
    const hosted = await hostWorker({ address, namespace }, testPayloadKeys, {
      taskQueue: journeyTaskQueue,
      workflowBundle: await workflowBundle(),
      activities: {
        publishJournal: publishJournalWith(this.producer),
        claimIdentifiers: () => Promise.resolve({ foreign: [], namedElsewhere: [] }),
        resolveCalendar,
      },
    });
    this.worker = { hosted, ended: hosted.run() };
  }

  async stopWorker(): Promise<void> {
    this.worker?.hosted.shutdown();
    await this.worker?.ended;
    this.worker = undefined;
  }

  /** The server is gone with all it stored; another one, empty, takes its place. */
  async lose(): Promise<void> {
    await this.close();
    const { directory, server, client } = await emptyServer();
    this.directory = directory;
    this.server = server;
    this.client = client;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.client.connection.close();
    await this.server.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

async function emptyServer() {
  const directory = await mkdtemp(join(tmpdir(), 'temporal-'));
  const server = await startTemporal({ directory });
  const { address } = server;
  await prepareNamespace({ address, namespace }, journeyAttributeTypes);
  const client = await connectTemporal({ address, namespace }, testPayloadKeys);
  return { directory, server, client };
}
