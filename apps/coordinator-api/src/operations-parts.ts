import type { Provider, Type } from '@nestjs/common';
import type { Person } from '#contracts/http/session.schema.js';
import type { Database } from '#database/database.js';
import { DeadLetterArchive } from '#dead-letters/dead-letter-archive.js';
import type { KafkaConnection } from '#kafka/client.js';
import { GroupProgress } from '#kafka/group-progress.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { AlertPages } from '#register/alert-pages.js';
import { WatchdogFindings } from '#register/watchdog-findings.js';
import type { WatchdogNews } from './journeys/watchdog-news.js';
import { DeadLettersController } from './operations/dead-letters.controller.js';
import { DeadLettersService } from './operations/dead-letters.service.js';
import { OperationsReading } from './operations/operations-overview.js';
import { OperationsController } from './operations/operations.controller.js';
import { ReaderLag } from './operations/reader-lag.js';

/** What the parts for operations share. */
export type OperationsParts = {
  readonly database: Database;
  readonly registry: PartnerRegistry;
  readonly kafka: KafkaConnection;
  readonly producer: KafkaProducer;
  readonly operationsKey: Buffer;
  readonly watchdog: WatchdogNews;
  readonly temporal: Person['temporal'];
};

/** The parts of the API for operations. */
export function operationsParts(ports: OperationsParts): {
  readonly controllers: Type[];
  readonly providers: Provider[];
} {
  const { database, registry, kafka } = ports;
  const archive = new DeadLetterArchive(kafka, database, registry);
  const lag = new ReaderLag(new GroupProgress(kafka), kafka.logger);
  const findings = new WatchdogFindings(database);
  const pages = new AlertPages(database);
  return {
    controllers: [OperationsController, DeadLettersController],
    providers: [
      { provide: ReaderLag, useValue: lag },
      { provide: DeadLettersService, useValue: new DeadLettersService({ ...ports, archive }) },
      {
        provide: OperationsReading,
        useValue: new OperationsReading({ ...ports, findings, lag, pages }),
      },
    ],
  };
}
