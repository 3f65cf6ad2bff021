import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from '#observability/logger.js';
import { NestLogger } from '#observability/nest-logger.js';
import { type ApiConfiguration, CoordinatorApiModule } from './coordinator-api.module.js';
import { protectAnswers } from './http/answer-headers.js';
import { limitRequests } from './http/limit-requests.js';
import { measureRequests } from './http/request-metrics.js';
import { servePage } from './page/serve-page.js';
import { admitPageOfTemporal } from './payloads/page-of-temporal.js';

const largestBodyBytes = 64 * 1_024;
const longestRequestMs = 30_000;

/** The API, ready to listen. */
export async function createApi(
  config: ApiConfiguration,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: largestBodyBytes,
    requestTimeout: longestRequestMs,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 100 },
  });
  const server = adapter.getInstance();
  // What is not JSON is not read at all.
  server.removeContentTypeParser('text/plain');
  protectAnswers(server, new URL(config.identity.issuer).origin);
  measureRequests(server);
  admitPageOfTemporal(server, config.codec.uiOrigins);
  await limitRequests(server, config.http.requestsPerMinute);
  await servePage(server, config.http.pageFolder);
  const module = await CoordinatorApiModule.of(config, logger);
  return NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
}
