import { setTimeout as after } from 'node:timers/promises';
import { toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import type { Agenda } from './agenda/agenda.js';
import { simulatorMetrics, totalOf } from './simulator-metrics.js';

const everyMs = 30_000;

/** Says from time to time how far the simulation has come, until `signal` aborts; `now` is journey time. */
export async function tellStatus(
  { agenda, now, logger }: { agenda: Agenda; now: () => number; logger: Logger },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await after(everyMs, undefined, { signal }).catch(() => undefined);
    const { enrolled, published, decisions, requests } = simulatorMetrics;
    const [patients, events, decided, asked] = await Promise.all(
      [enrolled, published, decisions, requests].map(totalOf),
    );
    logger.info(
      { enrolled: patients, published: events, decisions: decided, requests: asked },
      `it is ${toInstant(now())}: ${agenda.size} events to come`,
    );
  }
}
