import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { installEverything } from '../../apps/installation/src/install-everything.js';
import { installationSteps } from '../../apps/installation/src/installation-steps.js';
import { partnerFilesIn } from '../../apps/local-stack/src/data/partner-files.js';
import {
  startKafka,
  startPostgres,
  startTemporal,
} from '../../apps/local-stack/src/servers/index.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { openDatabase } from '#database/database.js';
import { kafkaClient } from '#kafka/client.js';
import { connectTemporal } from '#temporal/client.js';

const logger = pino({ level: 'silent' });
const namespace = 'vein-to-vein';

describe('the servers of a local stack', () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'local-stack-'));
  });

  afterAll(async () => rm(root, { recursive: true, force: true }));

  async function started() {
    const [kafka, temporal, postgres] = await Promise.all([
      startKafka({ directory: join(root, 'kafka') }),
      startTemporal({ directory: join(root, 'temporal') }),
      startPostgres({ directory: join(root, 'postgres') }),
    ]);
    const stop = () => Promise.all([kafka.stop(), temporal.stop(), postgres.stop()]);
    return {
      brokers: kafka.address.split(','),
      address: temporal.address,
      url: postgres.url,
      stop,
    };
  }

  type Started = Awaited<ReturnType<typeof started>>;

  async function install({ brokers, address, url }: Started): Promise<void> {
    const steps = installationSteps(
      {
        kafka: { brokers },
        temporal: { address, namespace },
        database: { url },
        partners: { file: partnerFilesIn(root, Date.now()).registry },
      },
      logger,
    );
    await installEverything(steps, logger);
  }

  it('keep what is installed on them over a restart, and installing again changes nothing', async () => {
    const first = await started();
    await install(first);
    await first.stop();

    const second = await started();
    try {
      await install(second);
      const admin = kafkaClient({ brokers: second.brokers, clientId: 'test', logger }).admin();
      await admin.connect();
      expect(await admin.listTopics()).toEqual(
        expect.arrayContaining([
          'clinic.events.v1',
          'journey.events.v1',
          'logistics.telemetry.v1',
          'logistics.telemetry.v1.dead-letter',
          'requests.alpine-cell.v1',
        ]),
      );
      await admin.disconnect();
      const client = await connectTemporal({ address: second.address, namespace }, testPayloadKeys);
      const attributes = await client.connection.operatorService.listSearchAttributes({
        namespace,
      });
      expect(attributes.customAttributes).toHaveProperty('JourneyStage');
      await client.connection.close();
      const database = openDatabase(second.url, { name: 'test' });
      expect(await database.selectFrom('read_model.journey').selectAll().execute()).toEqual([]);
      await database.destroy();
    } finally {
      await second.stop();
    }
  });

  it('take another port when theirs is busy, and say so', async () => {
    const busy = await listening();
    const address = busy.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const lines: string[] = [];
    const directory = join(root, 'postgres-elsewhere');
    const postgres = await startPostgres({ directory, port, report: (line) => lines.push(line) });
    await postgres.stop();
    busy.close();
    expect(new URL(postgres.url).port).not.toBe(String(port));
    expect(lines).toContainEqual(expect.stringContaining(`port ${port} is busy`));
  });
});

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });
}
