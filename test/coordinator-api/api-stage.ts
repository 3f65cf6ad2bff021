import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import canonicalize from 'canonicalize';
import { partnerFilesIn } from '../../apps/local-stack/src/data/partner-files.js';
import { createApi } from '../../apps/coordinator-api/src/api-application.js';
import type { ApiConfiguration } from '../../apps/coordinator-api/src/coordinator-api.module.js';
import { Projection } from '../../apps/journal-projector/src/projection.js';
import { startTemporal } from '../../apps/local-stack/src/servers/index.js';
import {
  claimIdentifiersWith,
  tellOwner,
} from '../../apps/treatment-worker/src/activities/claim-identifiers.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import { configurationFrom } from '#config/configuration.js';
import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import { problem } from '#contracts/http/problem.schema.js';
import { journalTopic } from '#contracts/topics.js';
import type { Database } from '#database/database.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { createLogger } from '#observability/logger.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { IdentifierClaims } from '#register/identifier-claims.js';
import { connectTemporal } from '#temporal/client.js';
import { dataConverterOf } from '#temporal/data-converter.js';
import { prepareNamespace } from '#temporal/installation.js';
import { VaultKeys } from '#vault/vault-keys.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { digest } from '#workflows/journey/digest.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { workflowBundle } from '../workflow/workflow-bundle.js';
import { People, type Person } from './people.js';
import { testDatabase } from './test-database.js';

const namespace = 'vein-to-vein';
const partitions = 3;
const vaultKey = randomBytes(32);

/** The key by which the API vouches for what people wrote down. */
export const operationsKey = randomBytes(32);

/** Where Temporal's page is said to be. */
export const temporalUiOrigin = 'http://127.0.0.1:8233';

/** The part of the path by which a demonstration lets that page read payloads. */
export const codecSecretPath = randomBytes(32).toString('base64url');

/** The keys of the API's vault. */
export const vaultKeys = new VaultKeys(vaultKey);

/** What the API answered. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};

/** The code of a problem, whose whole form is that of the contract. */
export function problemOf({ status, headers, body }: Answer): string {
  expect(headers.get('content-type')).toContain('application/problem+json');
  const read = problem.parse(body);
  expect(read.status).toBe(status);
  return read.code;
}

/** The journeys of a list. */
export function idsOf({ body }: Answer): unknown[] {
  return (body['items'] as { journeyId: string }[]).map((item) => item.journeyId);
}

/** The address of journeys. */
export const journeys = '/api/v1/journeys';

/** A body that enrols a patient at Northgate. */
export function enrolmentBody(change: Partial<EnrolmentRequest> = {}): EnrolmentRequest {
  return {
    siteId: 'northgate',
    indication: 'b-all',
    product: 'tisagenlecleucel',
    diseaseStatus: 'relapsed',
    ageYears: 11,
    weightKg: 34,
    priorLines: 2,
    programme: 'commercial',
    patient: { name: 'Ada Quintessa', birthDate: '2014-05-06', recordNumber: randomUUID() },
    ...change,
  };
}

type Ending = () => Promise<unknown>;

async function endAll(endings: readonly Ending[]): Promise<void> {
  for (const end of endings.toReversed()) await end();
}

/** The API with its servers, a worker for journeys and the projection of their journal. */
export class ApiStage {
  private worker: { readonly worker: Worker; readonly running: Promise<void> } | undefined;
  private projection: Promise<unknown> = Promise.resolve();
  private readonly offsets = new Map<number, number>();

  private constructor(
    readonly people: People,
    readonly api: NestFastifyApplication,
    readonly client: Client,
    readonly database: Database,
    private readonly served: {
      readonly configuration: ApiConfiguration;
      readonly workerConnection: NativeConnection;
    },
    /** What ends everything that was started, in the order in which it was started. */
    private readonly endings: readonly Ending[],
  ) {}

  /** Starts everything, with a broker where one is needed; what is started already ends when a later start fails. */
  static async open(kafkaBrokers = '127.0.0.1:9'): Promise<ApiStage> {
    const endings: Ending[] = [];
    try {
      return await ApiStage.started(endings, kafkaBrokers);
    } catch (error) {
      await endAll(endings);
      throw error;
    }
  }

  private static async started(endings: Ending[], kafkaBrokers: string): Promise<ApiStage> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const directory = await mkdtemp(join(tmpdir(), 'temporal-'));
    endings.push(async () => rm(directory, { recursive: true, force: true }));
    const store = await testDatabase();
    endings.push(store.stop);
    const temporal = await startTemporal({ directory });
    endings.push(async () => temporal.stop());
    const people = await People.gather();
    endings.push(async () => people.leave());
    const { address } = temporal;
    await prepareNamespace({ address, namespace }, journeyAttributeTypes);
    const client = await connectTemporal({ address, namespace }, testPayloadKeys);
    endings.push(async () => client.connection.close());
    const workerConnection = await NativeConnection.connect({ address });
    endings.push(async () => workerConnection.close());
    const logger = createLogger('coordinator-api', process.env['LOG_LEVEL'] ?? 'silent');
    const partners = partnerFilesIn(directory, Date.now()).registry;
    const page = join(directory, 'page');
    await buildPage(page);
    const config = configuration({
      page,
      kafkaBrokers,
      databaseUrl: store.url,
      address,
      issuer: people.issuer,
      partners,
    });
    const api = await createApi(config, logger);
    endings.push(async () => api.close());
    await api.listen(0, '127.0.0.1');
    return new ApiStage(
      people,
      api,
      client,
      store.database,
      { configuration: config, workerConnection },
      endings,
    );
  }

  /** What the API was configured with, for whoever shares its servers. */
  get configuration(): ApiConfiguration {
    return this.served.configuration;
  }

  /** Starts a worker for journeys, and for whatever else these activities serve. */
  async startWorker(activities: object = {}): Promise<void> {
    const worker = await Worker.create({
      connection: this.served.workerConnection,
      namespace,
      taskQueue: journeyTaskQueue,
      dataConverter: dataConverterOf(testPayloadKeys),
      workflowBundle: await workflowBundle(),
      activities: {
        ...activities,
        publishJournal: this.publishJournal,
        claimIdentifiers: claimIdentifiersWith({
          register: new IdentifierClaims(this.database),
          tellOwner,
          reviews: new ClosedJourneyReviews(this.database),
          wakeNotices: async () => Promise.resolve(),
        }),
        resolveCalendar,
      },
    });
    this.worker = { worker, running: worker.run() };
  }

  /** Publishes nothing of a journey as long as that is wanted, as where its records are too large for the brokers. */
  refusesToPublish(journeyId: string, isWanted: boolean): void {
    if (isWanted) this.refused.add(journeyId);
    else this.refused.delete(journeyId);
  }

  async stopWorker(): Promise<void> {
    this.worker?.worker.shutdown();
    await this.worker?.running;
    this.worker = undefined;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await endAll(this.endings);
  }

  async ask(
    who: Person | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const authorization = who === null ? {} : { authorization: await this.bearer(who) };
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${await this.api.getUrl()}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...json, ...authorization, ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isStream = answer.headers.get('content-type')?.includes('event-stream') === true;
    if (isStream) await answer.body?.cancel();
    const text = isStream ? '' : await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
    };
  }

  /** Enrols a patient and returns the journey's identifier. */
  async enrol(who: Person, change: Partial<EnrolmentRequest> = {}): Promise<string> {
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await this.ask(who, 'POST', journeys, enrolmentBody(change), key);
    return String(body['journeyId']);
  }

  /** Waits until the read model shows a journey at a version, that of an enrolled one that waits by default. */
  async untilProjected(journeyId: string, version = 4): Promise<void> {
    await eventually(async () => {
      const row = await this.database
        .selectFrom('read_model.journey')
        .select('sequence')
        .where('journey_id', '=', journeyId)
        .executeTakeFirst();
      return row !== undefined && row.sequence >= version ? row : undefined;
    });
  }

  /** What the audit says of a journey, oldest first. */
  async recorded(table: 'identity_access' | 'decision_attempt', journeyId: string) {
    return this.database
      .selectFrom(`audit.${table}`)
      .select(['subject', 'role', 'outcome'])
      .where('journey_id', '=', journeyId)
      .orderBy('id')
      .execute();
  }

  async decide(
    who: Person,
    journeyId: string,
    body: object,
    key: string = randomUUID(),
  ): Promise<Answer> {
    const path = `${journeys}/${journeyId}/decisions`;
    return this.ask(who, 'POST', path, body, { 'idempotency-key': key });
  }

  /** The `Authorization` header of a person. */
  async bearer(who: Person): Promise<string> {
    return `Bearer ${await this.people.token(who)}`;
  }

  /** The journal goes straight to the projection, one publication after the other. */
  private readonly refused = new Set<string>();

  private readonly publishJournal: JourneyActivities['publishJournal'] = async ({
    journeyId,
    records,
  }) => {
    if (this.refused.has(journeyId)) throw new Error('no broker answers');
    this.projection = this.projection.then(async () => this.project(records));
    await this.projection;
    const last = records.at(-1);
    return { lastSequence: last?.data.sequence ?? 0, lastHash: last?.data.hash ?? '' };
  };

  private async project(records: readonly JournalRecord[]): Promise<void> {
    const logger = createLogger('projection', 'silent');
    const projection = new Projection(this.database, digest, logger);
    const partition = (records[0]?.subject.codePointAt(5) ?? 0) % partitions;
    await projection.nextOffsets([partition]);
    const expected = this.offsets.get(partition) ?? 0;
    const messages = records.map((record, index) => ({
      topic: journalTopic,
      partition,
      offset: expected + index,
      key: Buffer.from(record.subject),
      value: Buffer.from(canonicalize(record) ?? ''),
      headers: {},
      timestamp: 0,
      acknowledge: () => undefined,
    }));
    const next = expected + records.length;
    this.offsets.set(partition, next);
    await projection.project([{ partition, expected, next, messages }]);
  }
}

type Surroundings = {
  readonly kafkaBrokers: string;
  readonly page: string;
  readonly databaseUrl: string;
  readonly address: string;
  readonly issuer: string;
  readonly partners: string;
};

/** As much of a built page as serving it needs. */
async function buildPage(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>The page</title>');
  await writeFile(join(folder, 'assets', 'page-4f2a.js'), 'document.title = "The page";');
  await writeFile(
    join(folder, 'assets', 'page-4f2a.js.gz'),
    gzipSync('document.title = "The page";'),
  );
}

function configuration({
  databaseUrl,
  address,
  issuer,
  partners,
  page,
  kafkaBrokers,
}: Surroundings): ApiConfiguration {
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return configurationFrom(
    {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      ENVIRONMENT: 'demonstration',
      OIDC_ISSUER: issuer,
      TEMPORAL_PAYLOAD_KEYS: testPayloadKeys
        .map((one) => `${one.id}:${one.key.toString('base64url')}`)
        .join(','),
      TEMPORAL_UI_ORIGIN: temporalUiOrigin,
      CODEC_SECRET_PATH: codecSecretPath,
      KAFKA_BROKERS: kafkaBrokers,
      OPERATIONS_KEY: operationsKey.toString('base64url'),
      VAULT_KEY: vaultKey.toString('base64url'),
      SIGNATURE_KEY: JSON.stringify(key),
      PARTNERS_FILE: partners,
      PAGE_FOLDER: page,
    },
    [
      'service',
      'temporal',
      'payloads',
      'codec',
      'database',
      'identity',
      'vault',
      'signatures',
      'clock',
      'partners',
      'kafka',
      'operations',
      'alerts',
      'http',
    ],
  );
}

/** Waits until `look` gives something, 20 times a second; fails after ten seconds. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('it did not happen within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
