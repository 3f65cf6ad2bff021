import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Client } from '@temporalio/client';
import { identityProvider } from '#access/identity-provider.js';
import { tokenVerifier } from '#access/token-verifier.js';
import type { Configuration } from '#config/configuration.js';
import type { Person } from '#contracts/http/session.schema.js';
import { type Database, openDatabase } from '#database/database.js';
import { journeyTimeAt } from '#domain/time/clock.js';
import { type Instant, toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import { KafkaProducer } from '#kafka/producer.js';
import { loadPartners } from '#partners/load-partners.js';
import { PartnerFile } from '#partners/partner-file.js';
import { PartnerRegistry } from '#partners/registry.js';
import { AlertPages } from '#register/alert-pages.js';
import { OnCallLists } from '#register/on-call-lists.js';
import { Enrolments } from '#register/enrolments.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { WatchdogFindings } from '#register/watchdog-findings.js';
import { UsedTokens } from '#register/used-tokens.js';
import { signatureKey } from '#signatures/record-signature.js';
import { connectTemporal } from '#temporal/client.js';
import { PayloadReader } from '#temporal/payload-reader.js';
import { NoteVault } from '#vault/note-vault.js';
import { PatientVault } from '#vault/patient-vault.js';
import { VaultKeys } from '#vault/vault-keys.js';
import { EmergencyAccesses } from './access/emergency-accesses.js';
import { AlertPager } from './alerts/alert-pager.js';
import { alertChannels } from './alerts/alert-channels.js';
import { AccessRecords } from './access/access-records.js';
import { RouteGuard } from './access/route-guard.js';
import { DecisionAttempts } from './decisions/decision-attempts.js';
import { DecisionService } from './decisions/decision.service.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { Signatures } from './decisions/signing.js';
import { DocumentationController } from './documentation/documentation.controller.js';
import { FactService } from './facts/fact.service.js';
import { FactsController } from './facts/facts.controller.js';
import { HealthController } from './health/health.controller.js';
import { ReadinessChecks } from './health/readiness-checks.js';
import { EnrolmentService } from './journeys/enrolment.service.js';
import { EnrolmentSweep } from './journeys/enrolment-sweep.js';
import { JourneyReading } from './journeys/journey-reading.js';
import { JourneyWorkflows } from './journeys/journey-workflows.js';
import { JourneysController } from './journeys/journeys.controller.js';
import { KnownJourneys } from './journeys/known-journeys.js';
import { WatchdogNews } from './journeys/watchdog-news.js';
import { NotesController } from './patients/notes.controller.js';
import { PatientController } from './patients/patient.controller.js';
import { PatientService } from './patients/patient.service.js';
import { PayloadReading } from './payloads/payload-reading.js';
import { PayloadsController, secretPathOfPayloads } from './payloads/payloads.controller.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { operationsParts } from './operations-parts.js';
import { readingParts } from './reading-parts.js';
import { RegistryChanges } from './reference-data/registry-changes.js';
import { ReferenceDataController } from './reference-data/reference-data.controller.js';
import { productVersion } from './session/product-version.js';
import { SessionController } from './session/session.controller.js';
import { SessionReading } from './session/session-reading.js';
import { JournalFeed } from './stream/journal-feed.js';
import { OpenStreams } from './stream/open-streams.js';
import { ReceivedFeed } from './stream/received-feed.js';
import { StreamController } from './stream/stream.controller.js';

/** The sections of the environment the API reads. */
export type ApiConfiguration = Configuration<
  | 'service'
  | 'temporal'
  | 'payloads'
  | 'codec'
  | 'database'
  | 'identity'
  | 'vault'
  | 'signatures'
  | 'clock'
  | 'partners'
  | 'kafka'
  | 'operations'
  | 'alerts'
  | 'http'
>;

const name = 'coordinator-api';
const connections = 20;
// Whoever waits longer has given up; a server that hangs is told apart from a slow one by its health.
const longestQueryMs = 10_000;
// How many records of all journeys a stream goes on with after a break, and how long it is silent at most.
const stream = { window: 10_000, pingMs: 15_000 };

/** Where operations read histories; null where no page of Temporal is named. */
function temporalPage({ codec, temporal }: ApiConfiguration): Person['temporal'] {
  const [url] = codec.uiOrigins;
  return url === undefined ? null : { url, namespace: temporal.namespace };
}

/** What the API holds open while it runs, closed last. */
class Connections implements OnApplicationShutdown {
  constructor(
    readonly database: Database,
    readonly client: Client,
    private readonly producer: KafkaProducer,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.producer.disconnect();
    await this.client.connection.close();
    await this.database.destroy();
  }
}

/** The API as Nest builds it. */
@Module({})
export class CoordinatorApiModule {
  /** The module for one configuration; connects to Temporal. */
  static async of(config: ApiConfiguration, logger: Logger): Promise<DynamicModule> {
    const client = await connectTemporal(config.temporal, config.payloads.keys);
    const database = openDatabase(config.database.url, {
      name,
      max: connections,
      longestQueryMs,
    });
    const key = await signatureKey(config.signatures.key);
    const now = (): number => journeyTimeAt(config.clock, Date.now());
    const registry = loadPartners(config.partners.file);
    const provider = identityProvider(config.identity);

    const vaultKeys = new VaultKeys(config.vault.key);
    const vault = new PatientVault(database, vaultKeys);
    const notes = new NoteVault(database, vaultKeys);
    const enrolments = new Enrolments(database, {
      keepFirst: (transaction, { journeyId, patient, by }) =>
        vault.within(transaction).recordFirst(journeyId, patient, by),
      journeysOf: (transaction, { recordNumber }) =>
        vault.within(transaction).journeysAlsoOf(recordNumber),
    });
    const emergencies = new EmergencyAccesses(database, logger);
    const known = new KnownJourneys(database, enrolments, emergencies, () => toInstant(now()));
    const workflows = new JourneyWorkflows(client, config.clock);
    const accesses = new AccessRecords(database);
    const signatures = new Signatures({ provider, key, tokens: new UsedTokens(database) });
    const { environment } = config.service;
    const enrolling = new EnrolmentService({
      enrolments,
      workflows,
      registry,
      environment,
      now,
      logger,
    });
    const { clock } = config;
    const watchdog = new WatchdogNews(new WatchdogFindings(database), clock, logger);
    const reviews = new ClosedJourneyReviews(database);
    const reading = {
      database,
      vault,
      registry,
      accesses,
      known,
      workflows,
      clock,
      watchdog,
      reviews,
      now,
    };
    const attempts = new DecisionAttempts(database);
    const deciding = { known, workflows, signatures, attempts, registry, now };
    const payloads = new PayloadReading(new PayloadReader(config.payloads.keys), database);
    const session = new SessionReading({
      version: productVersion(),
      environment,
      clock,
      issuer: provider.issuer,
      clientId: provider.clientId,
      temporal: temporalPage(config),
      registry,
    });
    const databaseUrl = config.database.url;
    const feed = new JournalFeed({ database, databaseUrl, logger, window: stream.window });
    const received = new ReceivedFeed({ database, databaseUrl, logger });
    const journeyTime = (wallTime: string): string =>
      toInstant(journeyTimeAt(clock, Date.parse(wallTime)));
    const streams = new OpenStreams({ ...stream, database, feed, received, journeyTime });
    const patients = {
      database,
      vault,
      notes,
      known,
      accesses,
      signatures,
      enrolments,
      workflows,
    };
    const journeyNow = (): Instant => toInstant(now());
    const kafka = { brokers: config.kafka.brokers, clientId: name, logger };
    const producer = new KafkaProducer(kafka);
    const file = new PartnerFile(config.partners.file, registry, logger);
    const operationsKey = config.operations.key;
    const facts = new FactService({ known, database, producer, operationsKey, now: journeyNow });
    const parts = readingParts({
      database,
      registry,
      known,
      key,
      emergencies,
      now: journeyNow,
    });
    const pager = new AlertPager({
      database,
      pages: new AlertPages(database),
      onCall: new OnCallLists(database),
      registry,
      channels: alertChannels(config.alerts),
      clock,
      environment,
      publicUrl: config.alerts.publicUrl,
      logger,
    });
    const forOperations = operationsParts({
      database,
      registry,
      kafka,
      producer,
      operationsKey,
      watchdog,
      temporal: temporalPage(config),
    });
    return {
      module: CoordinatorApiModule,
      controllers: [
        SessionController,
        JourneysController,
        DecisionsController,
        PatientController,
        NotesController,
        ReferenceDataController,
        HealthController,
        DocumentationController,
        PayloadsController,
        StreamController,
        FactsController,
        ...parts.controllers,
        ...forOperations.controllers,
      ],
      providers: [
        { provide: Connections, useValue: new Connections(database, client, producer) },
        { provide: APP_GUARD, useValue: new RouteGuard(tokenVerifier(provider)) },
        { provide: APP_FILTER, useValue: new ProblemFilter(logger) },
        { provide: PartnerRegistry, useValue: registry },
        { provide: SessionReading, useValue: session },
        { provide: ReadinessChecks, useValue: new ReadinessChecks(database, client) },
        { provide: WatchdogNews, useValue: watchdog },
        { provide: AlertPager, useValue: pager },
        { provide: EnrolmentService, useValue: enrolling },
        { provide: EnrolmentSweep, useValue: new EnrolmentSweep(enrolments, enrolling, logger) },
        { provide: JourneyReading, useValue: new JourneyReading(reading) },
        { provide: DecisionService, useValue: new DecisionService(deciding) },
        { provide: PayloadReading, useValue: payloads },
        { provide: secretPathOfPayloads, useValue: config.codec.secretPath },
        { provide: PatientService, useValue: new PatientService(patients) },
        { provide: JournalFeed, useValue: feed },
        { provide: ReceivedFeed, useValue: received },
        { provide: PartnerFile, useValue: file },
        {
          provide: RegistryChanges,
          useValue: new RegistryChanges({ database, registry, file }),
        },
        { provide: OpenStreams, useValue: streams },
        { provide: FactService, useValue: facts },
        ...parts.providers,
        ...forOperations.providers,
      ],
    };
  }
}
