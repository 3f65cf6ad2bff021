import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { type HostedWorker, hostWorker } from '#temporal/worker.js';
import { partnerFilesIn } from '../../apps/local-stack/src/data/partner-files.js';
import type { Signing } from '../../apps/partner-simulator/src/agenda/invalid-messages.js';
import { PartnerSignatures } from '../../apps/partner-simulator/src/publishing/partner-signatures.js';
import {
  type Postgres,
  startPostgres,
  startTemporal,
  type Temporal,
} from '../../apps/local-stack/src/servers/index.js';
import {
  EventIntakeModule,
  type IntakeConfiguration,
} from '../../apps/event-intake/src/event-intake.module.js';
import { JournalFollower } from '../../apps/event-intake/src/following/journal-follower.js';
import { InboundReader } from '../../apps/event-intake/src/inbound-reader.js';
import { IntakeConnections } from '../../apps/event-intake/src/intake-connections.js';
import { IntakeParts } from '../../apps/event-intake/src/intake-parts.js';
import type { PatientIdentity } from '#contracts/http/patient.schema.js';
import { businessTopics, journalTopic } from '#contracts/topics.js';
import { type Database, openDatabase } from '#database/database.js';
import { migrateDatabase } from '#database/migrate.js';
import { identityClock } from '#domain/time/clock.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import { Persistence } from '#kafka/persistence.js';
import { KafkaProducer } from '#kafka/producer.js';
import { ensureTopics } from '#kafka/topics.js';
import { NestLogger } from '#observability/nest-logger.js';
import { loadPartners } from '#partners/load-partners.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { connectTemporal } from '#temporal/client.js';
import { prepareNamespace } from '#temporal/installation.js';
import { EncryptingCodec } from '#temporal/payload-codec.js';
import { PayloadKeyRing } from '#temporal/payload-key-ring.js';
import { PatientVault } from '#vault/patient-vault.js';
import { VaultKeys } from '#vault/vault-keys.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { type KafkaBroker, kafkaBroker, until } from '../kafka/kafka-broker.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { Published } from './published.js';
import { recordingJourney } from './recording-journey.workflow.js';

const namespace = 'event-intake-spec';
const codec = new EncryptingCodec(new PayloadKeyRing(testPayloadKeys));
const taskQueue = 'recording-journeys';

/** A signal as it stands in a journey's history. */
export type StoredSignal = { readonly name: string; readonly argument: unknown };

/** All servers the intake talks to, journeys to be signalled, and the intake itself, started and stopped at will. */
export class IntakeStage {
  readonly published: Published;
  readonly database: Database;
  readonly configuration: IntakeConfiguration;
  private readonly producer: KafkaProducer;
  private intake: INestApplicationContext | undefined;
  private worker: { readonly hosted: HostedWorker; readonly ended: Promise<void> } | undefined;

  private constructor(
    readonly broker: KafkaBroker,
    private temporal: Temporal,
    private readonly postgres: Postgres,
    private readonly directory: string,
    readonly client: Client,
    private readonly signatures: PartnerSignatures,
  ) {
    const partners = { file: partnerFilesIn(directory, Date.now()).registry };
    this.published = new Published(broker, loadPartners(partners.file).partnerIds);
    this.producer = new KafkaProducer(broker);
    this.database = openDatabase(postgres.url, { name: 'event-intake-spec' });
    this.configuration = {
      service: {
        logLevel: 'fatal',
        environment: 'demonstration',
        healthHost: '127.0.0.1',
        healthPort: 0,
      },
      kafka: { brokers: [...broker.brokers] },
      temporal: { address: temporal.address, namespace },
      payloads: { keys: testPayloadKeys },
      database: { url: postgres.url },
      vault: { key: Buffer.alloc(32, 7) },
      clock: identityClock,
      intake: { unknownJourneyMs: 86_400_000, eventsPerSender: 500 },
      partners,
      operations: { key: Buffer.alloc(32, 9) },
    };
  }

  static async open(): Promise<IntakeStage> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const directory = await mkdtemp(join(tmpdir(), 'event-intake-'));
    const broker = await kafkaBroker('event-intake-spec');
    const temporal = await startTemporal({ directory: join(directory, 'temporal') });
    const postgres = await startPostgres({ directory: join(directory, 'postgres') });
    const address = { address: temporal.address, namespace };
    const { registry, privateKeys } = partnerFilesIn(directory, Date.now());
    const partners = loadPartners(registry);
    await ensureTopics(broker.brokers, partners.partnerIds, broker.logger);
    const signatures = await PartnerSignatures.read(privateKeys, partners);
    await prepareNamespace(address, {});
    const client = await connectTemporal(address, testPayloadKeys);
    const stage = new IntakeStage(broker, temporal, postgres, directory, client, signatures);
    await migrateDatabase(stage.database);
    await stage.published.start();
    return stage;
  }

  async close(): Promise<void> {
    await this.stopIntake();
    await this.stopWorker();
    await this.published.close();
    await this.producer.disconnect();
    await this.client.connection.close();
    await this.database.destroy();
    await this.postgres.stop();
    await this.temporal.stop();
    await this.broker.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Starts the intake and waits until it reads; events wait for unknown journeys for a day or as long as is said. */
  async startIntake(limits: Partial<IntakeConfiguration['intake']> = {}): Promise<void> {
    const { logger } = this.broker;
    const intake = { ...this.configuration.intake, ...limits };
    const configuration = { ...this.configuration, intake };
    this.intake = await NestFactory.createApplicationContext(
      EventIntakeModule.of(configuration, logger),
      { logger: new NestLogger(logger), abortOnError: false },
    );
    const readers = [this.intake.get(InboundReader), this.intake.get(JournalFollower)];
    await until(() => doesNotThrow(() => readers.forEach((reader) => reader.assertReading())));
  }

  /** Stops the intake as SIGTERM does. */
  async stopIntake(): Promise<void> {
    await this.intake?.close();
    this.intake = undefined;
  }

  /**
   * Starts an intake that dies when its first signal is about to be sent, or once it is stored: it notes and acknowledges
   * nothing of it. `killed` gives the moment of its death.
   */
  async startDoomedIntake(
    dies: 'before-signal' | 'after-signal',
  ): Promise<{ readonly killed: Promise<void> }> {
    const { broker, client, database, producer } = this;
    const death = Promise.withResolvers<void>();
    const { intake } = new IntakeParts(
      new IntakeConnections(client, database, producer),
      this.configuration,
      new Persistence(broker.logger),
      broker.logger,
      (deliver) => async (journeyId, contents, attempt) => {
        if (dies === 'after-signal') await deliver(journeyId, contents, attempt);
        death.resolve();
        return new Promise<never>(() => undefined);
      },
    );
    const consumer = new KafkaConsumer({
      ...broker,
      groupId: 'event-intake',
      topics: businessTopics,
      onMessages: (messages) => intake.accept(messages),
    });
    await consumer.start();
    return { killed: death.promise.then(() => consumer.close()) };
  }

  /** Suspends every process of the database, or lets them go on; what it is asked meanwhile gets no answer. */
  signalDatabase(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const server = this.postgres.process;
    if (server === undefined) throw new Error('the database is not of this stage');
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(server.pid)]);
    const pids = String(children).split('\n').filter(Boolean).map(Number);
    for (const pid of [server.pid, ...pids]) process.kill(pid, signal);
  }

  async stopTemporal(): Promise<void> {
    await this.temporal.stop();
  }

  /** Starts the server again with what it had stored, at its old address. */
  async startTemporalAgain(): Promise<void> {
    const port = Number(this.temporal.address.split(':')[1]);
    this.temporal = await startTemporal({ directory: join(this.directory, 'temporal'), port });
  }

  /** Starts a worker for those tests in which journeys move. */
  async startWorker(): Promise<void> {
    const workflowsPath = fileURLToPath(
      new URL('./recording-journey.workflow.ts', import.meta.url),
    );
    const hosted = await hostWorker(this.configuration.temporal, testPayloadKeys, {
      taskQueue,
      workflowsPath,
    });
    this.worker = { hosted, ended: hosted.run() };
  }

  async stopWorker(): Promise<void> {
    this.worker?.hosted.shutdown();
    await this.worker?.ended;
    this.worker = undefined;
  }

  /** Enrols and starts a journey nobody else has and returns its id. */
  async startJourney(): Promise<string> {
    const journeyId = someJourneyId();
    await this.enrol(journeyId);
    await this.restartJourney(journeyId);
    return journeyId;
  }

  /** Records who the patient of a journey is, as its enrolment does. */
  async recordIdentity(journeyId: string, patient: PatientIdentity): Promise<void> {
    await this.database
      .transaction()
      .execute((transaction) =>
        this.vault.within(transaction).recordFirst(journeyId, patient, 's'),
      );
  }

  /** Who the patient of a journey is. */
  async identityOf(journeyId: string): Promise<PatientIdentity | undefined> {
    return (await this.vault.read(journeyId))?.patient;
  }

  private get vault(): PatientVault {
    return new PatientVault(this.database, new VaultKeys(this.configuration.vault.key));
  }

  /** Enrols a journey without starting it. */
  async enrol(journeyId: string, change: object = {}): Promise<void> {
    await this.database
      .insertInto('register.enrolment')
      .values({
        journey_id: journeyId,
        subject: 's',
        idempotency_key: journeyId,
        body_hash: '0',
        referral_id: null,
        enrolment: '{}',
        accepted_at: '2026-03-02T09:00:00Z',
        started_at: null,
        ...change,
      })
      .execute();
  }

  /** Registers an identifier for a journey as the journal and the read model have it when its partner did. */
  async registerIdentifier(journeyId: string, source: string, value: string): Promise<void> {
    const type = 'identifier.assigned';
    const fact = { source, id: crypto.randomUUID(), data: { system: 'order', value } };
    const record = JSON.stringify({ type, subject: journeyId, data: { sequence: 2, fact } });
    await this.database
      .insertInto('read_model.identifier')
      .values({ system: 'order', value, journey_id: journeyId })
      .execute();
    await this.database
      .insertInto('read_model.record')
      .values({ journey_id: journeyId, sequence: 2, type, time: '2026-03-02T09:00:00Z', record })
      .execute();
    await this.journal(type, journeyId, { sequence: 2, fact });
  }

  /** Writes to the journal, as a journey does. */
  async journal(type: string, journeyId: string, data: object): Promise<void> {
    const value = JSON.stringify({ type, subject: journeyId, data });
    await this.producer.publish([{ topic: journalTopic, key: journeyId, value }]);
  }

  /** What the register says of an event. */
  async registered(eventId: string) {
    return this.database
      .selectFrom('register.received_event')
      .selectAll()
      .where('event_id', '=', eventId)
      .executeTakeFirst();
  }

  /** Waits until the register says that an event has come so far. */
  async untilState(eventId: string, state: string): Promise<void> {
    await until(async () => (await this.registered(eventId))?.state === state);
  }

  /** Starts the journey of this id, also when an earlier run of it has ended. */
  async restartJourney(journeyId: string): Promise<void> {
    const workflowId = journeyWorkflowId(journeyId);
    await this.client.workflow.start(recordingJourney, { workflowId, taskQueue });
  }

  /** What people are asked to look into of a journey that has closed. */
  async reviewsOf(journeyId: string) {
    return new ClosedJourneyReviews(this.database).open(journeyId);
  }

  handleOf(journeyId: string) {
    return this.client.workflow.getHandle(journeyWorkflowId(journeyId));
  }

  /** The signals in the history of a journey's latest run, in order. */
  async signalsOf(journeyId: string): Promise<readonly StoredSignal[]> {
    const { events } = await this.handleOf(journeyId).fetchHistory();
    const signals = (events ?? []).flatMap(
      ({ workflowExecutionSignaledEventAttributes: signal }) => (signal ? [signal] : []),
    );
    return Promise.all(
      signals.map(async ({ signalName, input }) => {
        const [payload] = await codec.decode(input?.payloads ?? []);
        const argument: unknown = payload && defaultPayloadConverter.fromPayload(payload);
        return { name: signalName ?? '', argument };
      }),
    );
  }

  /** The ids of all events in those signals. */
  async eventsOf(journeyId: string): Promise<readonly string[]> {
    const signals = await this.signalsOf(journeyId);
    return signals.flatMap(({ argument }) =>
      [argument as { id: string } | { id: string }[]].flat().map(({ id }) => id),
    );
  }

  /** Publishes as the partner does whom the event names: who must sign does, or does it wrongly. */
  async publish(
    key: string | null,
    value: string,
    topic = 'clinic.events.v1',
    signing: Signing = 'valid-key',
  ): Promise<void> {
    const source = /"source":"([^"]+)"/.exec(value)?.[1] ?? '';
    const unsigned = { 'content-type': 'application/cloudevents+json' };
    if (!this.signatures.isOpen(source, 'nothing', Date.now())) {
      await this.producer.publish([{ topic, key, value, headers: unsigned }]);
      return;
    }
    const message = { topic, key: key ?? '', value };
    const publication = { kind: 'event', source, message, signing } as const;
    await this.producer.publish([await this.signatures.outgoing(publication, Date.now())]);
  }
}

/** The identifier of a journey that does not exist. */
export function someJourneyId(): string {
  return journeyIdentifier(crypto.getRandomValues(new Uint8Array(26)));
}

function doesNotThrow(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
