import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { serveHealth, startOrExit } from '#observability/service.js';
import { createApi } from './api-application.js';
import { ReadinessChecks } from './health/readiness-checks.js';

const name = 'coordinator-api';
const logger = createLogger(name, 'info');

await startOrExit(name, logger, async () => {
  const config = configurationOf(
    'service',
    'temporal',
    'payloads',
    'codec',
    'database',
    'identity',
    'vault',
    'signatures',
    'clock',
    'kafka',
    'operations',
    'partners',
    'alerts',
    'http',
  );
  logger.level = config.service.logLevel;
  const api = await createApi(config, logger);
  await api.listen(config.http.port, config.http.host);
  const { checks } = api.get(ReadinessChecks);
  await serveHealth(api, { name, logger, health: config.service, checks: () => checks });
  logger.info(`${name} answers at ${await api.getUrl()}`);
});
