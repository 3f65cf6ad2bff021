import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { collectDefaultMetrics } from 'prom-client';
import { type HealthChecks, HealthServer } from './health.js';
import type { Logger } from './logger.js';
import { NestLogger } from './nest-logger.js';

/** A process: its Nest module, its logger and where it tells its health. `checks` is asked once the module stands. */
export type ServiceDescription = {
  readonly name: string;
  readonly module: Parameters<typeof NestFactory.createApplicationContext>[0];
  readonly logger: Logger;
  readonly health: { readonly healthHost: string; readonly healthPort: number };
  readonly checks: (context: INestApplicationContext) => HealthChecks;
};

/**
 * Runs a process that serves no HTTP but its health: starts its module, stops it in order on SIGTERM or SIGINT.
 * A start that fails is told in one line and ends the process with 1.
 */
export async function runService(service: ServiceDescription): Promise<void> {
  await startOrExit(service.name, service.logger, async () => {
    const context = await NestFactory.createApplicationContext(service.module, {
      logger: new NestLogger(service.logger),
      abortOnError: false,
    });
    await serveHealth(context, service);
    return context;
  });
}

/** Serves a context's health until it closes, and lets signals close it. */
export async function serveHealth(
  context: INestApplicationContext,
  { name, logger, health, checks }: Omit<ServiceDescription, 'module'>,
): Promise<void> {
  collectDefaultMetrics();
  const address = { host: health.healthHost, port: health.healthPort };
  const server = new HealthServer(address, checks(context));
  const port = await server.start();
  stopOnSignals(name, context, server, logger);
  logger.info(`${name} runs; health on port ${port}`);
}

/** Runs the start of a process; a failure is logged in one line and ends the process with 1. */
export async function startOrExit<T>(
  name: string,
  logger: Logger,
  start: () => Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (error) {
    logger.fatal({ err: error }, `${name} cannot start: ${String(error)}`);
    process.exit(1);
  }
}

function stopOnSignals(
  name: string,
  context: INestApplicationContext,
  server: HealthServer,
  logger: Logger,
): void {
  let stopping: Promise<void> | undefined;
  const stop = async (signal: string): Promise<void> => {
    logger.info(`${name} stops on ${signal}`);
    try {
      await context.close();
      await server.close();
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, `${name} did not stop in order: ${String(error)}`);
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      stopping ??= stop(signal);
    });
  }
}
