import 'reflect-metadata';
import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { runService } from '#observability/service.js';
import { JourneyWorker } from './journey-worker.js';
import { TreatmentWorkerModule } from './treatment-worker.module.js';

const name = 'treatment-worker';
const { service, kafka, temporal, payloads, database, worker } = configurationOf(
  'service',
  'kafka',
  'temporal',
  'payloads',
  'database',
  'worker',
);
const logger = createLogger(name, service.logLevel);

await runService({
  name,
  logger,
  module: TreatmentWorkerModule.with({
    temporal,
    payloadKeys: payloads.keys,
    brokers: kafka.brokers,
    databaseUrl: database.url,
    buildId: worker.buildId,
    logger,
  }),
  health: service,
  checks: (context) => ({
    worker: () => context.get(JourneyWorker).assertRunning(),
    database: () => context.get(JourneyWorker).assertRegisterAnswers(),
  }),
});
