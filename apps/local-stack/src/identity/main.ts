import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { configurationOf } from '#config/configuration.js';
import { createLogger } from '#observability/logger.js';
import { NestLogger } from '#observability/nest-logger.js';
import { serveHealth, startOrExit } from '#observability/service.js';
import { readIdentityConfiguration } from './identity-configuration.js';
import { IdentityModule } from './identity.module.js';

const name = 'demonstration-identity';
const logger = createLogger(name, 'info');

await startOrExit(name, logger, async () => {
  const { service } = configurationOf('service');
  logger.level = service.logLevel;
  const configuration = readIdentityConfiguration(process.env);
  const app = await NestFactory.create<NestFastifyApplication>(
    IdentityModule.with(configuration),
    new FastifyAdapter(),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  await app.listen(configuration.port, configuration.host);
  await serveHealth(app, { name, logger, health: service, checks: () => ({}) });
});
