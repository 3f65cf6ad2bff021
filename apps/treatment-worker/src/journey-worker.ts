import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { KafkaProducer } from '#kafka/producer.js';
import type { Logger } from '#observability/logger.js';
import type { TemporalAddress } from '#temporal/client.js';
import type { PayloadKey } from '#temporal/payload-key-ring.js';
import { type HostedWorker, hostWorker } from '#temporal/worker.js';
import type { AlarmPathActivities } from '#workflows/alarm-path/activities.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import { publishBeatWith } from './activities/publish-beat.js';
import { publishJournalWith } from './activities/publish-journal.js';
import { resolveCalendar } from './activities/resolve-calendar.js';
import { bundleFile } from './workflow-bundle.js';

/** What the worker needs to run. */
export type WorkerSettings = {
  readonly temporal: TemporalAddress;
  readonly payloadKeys: readonly PayloadKey[];
  readonly brokers: readonly string[];
  readonly logger: Logger;
};

/** The token under which the settings are injected. */
export const workerSettings = Symbol('worker settings');

/** Runs journeys from the start of the process to its end; a worker that fails ends the process. */
@Injectable()
export class JourneyWorker implements OnModuleInit, OnApplicationShutdown {
  private readonly producer: KafkaProducer;
  private worker: HostedWorker | undefined;
  private running: Promise<void> | undefined;

  constructor(@Inject(workerSettings) private readonly settings: WorkerSettings) {
    const { brokers, logger } = settings;
    this.producer = new KafkaProducer({ brokers, clientId: 'treatment-worker', logger });
  }

  async onModuleInit(): Promise<void> {
    await this.producer.connect();
    const activities: JourneyActivities & AlarmPathActivities = {
      publishBeat: publishBeatWith(this.producer),
      publishJournal: publishJournalWith(this.producer),
      resolveCalendar,
    };
    this.worker = await hostWorker(this.settings.temporal, this.settings.payloadKeys, {
      taskQueue: journeyTaskQueue,
      workflowBundle: { codePath: bundleFile },
      activities,
      maxCachedWorkflows: 2_000,
      // One thread runs them all. After a restart each journey is replayed: of too many at once, none would end within the
      // ten seconds that Temporal waits for a task, and all would be begun anew for ever.
      maxConcurrentWorkflowTaskExecutions: 8,
      maxConcurrentWorkflowTaskPolls: 4,
      shutdownGraceTime: '10 seconds',
    });
    this.running = this.worker.run().catch((error: unknown) => this.fail(error));
  }

  async onApplicationShutdown(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
    await this.producer.disconnect();
  }

  /** Fails unless the worker takes journeys. */
  assertRunning(): void {
    const state = this.worker?.state() ?? 'not started';
    if (state !== 'RUNNING') throw new Error(`the worker is ${state}`);
  }

  private fail(error: unknown): void {
    this.settings.logger.fatal({ err: error }, `the worker failed: ${String(error)}`);
    process.exit(1);
  }
}
