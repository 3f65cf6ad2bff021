import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { runService } from '#observability/service.js';
import { WatchdogModule } from './watchdog.module.js';
import { Watching } from './watching.js';

const name = 'watchdog';
const config = configurationOf(
  'service',
  'kafka',
  'temporal',
  'payloads',
  'database',
  'clock',
  'watchdog',
);
const logger = createLogger(name, config.service.logLevel);

await runService({
  name,
  module: WatchdogModule.of(config, logger),
  logger,
  health: config.service,
  checks: (context) => ({ passes: () => context.get(Watching).watch.assertLooking() }),
});
