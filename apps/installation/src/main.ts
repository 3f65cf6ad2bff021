import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { startOrExit } from '#observability/service.js';
import { installEverything } from './install-everything.js';
import { installationSteps } from './installation-steps.js';

const logger = createLogger('installation', 'info');

await startOrExit('installation', logger, async () => {
  const configuration = configurationOf('service', 'kafka', 'temporal', 'database', 'partners');
  logger.level = configuration.service.logLevel;
  await installEverything(installationSteps(configuration, logger), logger);
});
logger.info('everything is installed');
