import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { runService } from '#observability/service.js';
import { PartnerSimulatorModule } from './partner-simulator.module.js';
import { Simulation } from './simulation.js';

const name = 'partner-simulator';
const config = configurationOf('service', 'kafka', 'identity', 'clock', 'partners', 'simulator');
const logger = createLogger(name, config.service.logLevel);

await runService({
  name,
  module: PartnerSimulatorModule.of(config, logger),
  logger,
  health: config.service,
  checks: (context) => ({ kafka: () => context.get(Simulation).assertReading() }),
});
