import { configurationOf } from '#config/configuration.js';
import { assertDatabaseAnswers } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { runService } from '#observability/service.js';
import { JournalProjectorModule } from './journal-projector.module.js';
import { Projector } from './projector.js';
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
    const projector = context.get(Projector);
    return {
      kafka: () => projector.assertReading(),
      version: () => projector.assertOwnVersion(),
      database: () => assertDatabaseAnswers(database),
    };
  },
});
