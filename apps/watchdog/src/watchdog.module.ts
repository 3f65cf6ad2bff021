import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { GroupProgress } from '#kafka/group-progress.js';
import type { Logger } from '#observability/logger.js';
import { WatchdogFindings } from '#register/watchdog-findings.js';
import { connectTemporal } from '#temporal/client.js';
import { AlarmPathCheck } from './checks/alarm-path.js';
import { DeadlinesCheck, ReceivedEventsCheck } from './checks/journey-progress.js';
import { ReadersCheck } from './checks/readers.js';
import { RunningJourneysCheck } from './checks/running-journeys.js';
import { WorkflowTasksCheck } from './checks/workflow-tasks.js';
import { webhookPager } from './paging/webhook-pager.js';
import { Watch } from './watch.js';
import { Watching } from './watching.js';

/** The sections of the environment the watchdog reads. */
export type WatchdogConfiguration = Configuration<
  'service' | 'kafka' | 'temporal' | 'payloads' | 'database' | 'clock' | 'watchdog'
>;

const name = 'watchdog';
const longestQueryMs = 10_000;

/** The watchdog as Nest builds it. */
@Module({})
export class WatchdogModule {
  /** The module for one configuration. */
  static of(config: WatchdogConfiguration, logger: Logger): DynamicModule {
    return {
      module: WatchdogModule,
      providers: [{ provide: Watching, useFactory: async () => watchingOf(config, logger) }],
    };
  }
}

async function watchingOf(config: WatchdogConfiguration, logger: Logger): Promise<Watching> {
  const { intervalMs, graceMs, beatMs, pagerUrl } = config.watchdog;
  const client = await connectTemporal(config.temporal, config.payloads.keys);
  const database = openDatabase(config.database.url, { name, max: 3, longestQueryMs });
  const progress = new GroupProgress({ ...config.kafka, clientId: name, logger });
  const readers = new ReadersCheck(progress, graceMs);
  const isReadModelCurrent = (): boolean => readers.isCaughtUp('journal-projector');
  const findings = new WatchdogFindings(database);
  const watch = new Watch({
    checks: [
      new AlarmPathCheck(client, { beatMs, graceMs }),
      readers,
      new RunningJourneysCheck(client, database, graceMs, isReadModelCurrent),
      new DeadlinesCheck(database, config.clock, graceMs, isReadModelCurrent),
      new ReceivedEventsCheck(database, graceMs),
      new WorkflowTasksCheck(client, database, findings),
    ],
    findings,
    pager: pagerUrl === undefined ? undefined : webhookPager(pagerUrl),
    logger,
    everyMs: intervalMs,
    graceMs,
  });
  return new Watching(watch, intervalMs, async () => {
    await Promise.allSettled([progress.close(), client.connection.close(), database.destroy()]);
  });
}
