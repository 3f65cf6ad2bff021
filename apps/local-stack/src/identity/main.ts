import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { serveHealth, startOrExit } from '#observability/service.js';
import { createIdentityProvider } from './identity-application.js';
import { readIdentityConfiguration } from './identity-configuration.js';

const name = 'demonstration-identity';
const logger = createLogger(name, 'info');

await startOrExit(name, logger, async () => {
  const { service } = configurationOf('service');
  logger.level = service.logLevel;
  const configuration = readIdentityConfiguration(process.env);
  const app = await createIdentityProvider(configuration, logger);
  await app.listen(configuration.port, configuration.host);
  await serveHealth(app, { name, logger, health: service, checks: () => ({}) });
});
