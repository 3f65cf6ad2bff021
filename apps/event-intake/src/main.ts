import { configurationOf } from '#config/configuration.js';
import { assertDatabaseAnswers } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { runService } from '#observability/service.js';
import { assertTemporalAnswers } from '#temporal/client.js';
import { EventIntakeModule } from './event-intake.module.js';
import { JournalFollower } from './following/journal-follower.js';
import { InboundReader } from './inbound-reader.js';
import { IntakeConnections } from './intake-connections.js';

const config = configurationOf(
  'service',
  'kafka',
  'temporal',
  'payloads',
  'database',
  'vault',
  'clock',
  'intake',
  'partners',
  'operations',
);
const logger = createLogger('event-intake', config.service.logLevel);

await runService({
  name: 'event-intake',
  module: EventIntakeModule.of(config, logger),
  logger,
  health: config.service,
  checks: (context) => {
    const { temporal, database } = context.get(IntakeConnections);
    const reader = context.get(InboundReader);
    const follower = context.get(JournalFollower);
    return {
      kafka: () => reader.assertReading(),
      journal: () => follower.assertReading(),
      temporal: () => assertTemporalAnswers(temporal),
      database: () => assertDatabaseAnswers(database),
    };
  },
});
