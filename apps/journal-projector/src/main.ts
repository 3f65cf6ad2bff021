import { configurationOf } from '#config/configuration.js';
import { assertDatabaseAnswers } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { runService } from '#observability/service.js';
import { JournalProjectorModule } from './journal-projector.module.js';
import { JournalReader } from './journal-reader.js';
import { ProjectorDatabase } from './projector-database.js';

const config = configurationOf('service', 'kafka', 'database');
const logger = createLogger('journal-projector', config.service.logLevel);

await runService({
  name: 'journal-projector',
  module: JournalProjectorModule.of(config, logger),
  logger,
  health: config.service,
  checks: (context) => {
    const { database } = context.get(ProjectorDatabase);
    const reader = context.get(JournalReader);
    return {
      kafka: () => reader.assertReading(),
      database: () => assertDatabaseAnswers(database),
    };
  },
});
