import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { assertDatabaseAnswers, type Database, openDatabase } from '#database/database.js';
import { KafkaProducer } from '#kafka/producer.js';
import type { Logger } from '#observability/logger.js';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { IdentifierClaims } from '#register/identifier-claims.js';
import { Recalls } from '#register/recalls.js';
import { SiteStandings } from '#register/site-standings.js';
import type { TemporalAddress } from '#temporal/client.js';
import type { PayloadKey } from '#temporal/payload-key-ring.js';
import { type HostedWorker, hostWorker } from '#temporal/worker.js';
import type { AlarmPathActivities } from '#workflows/alarm-path/activities.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import type { NoticeActivities } from '#workflows/notices/activities.js';
import { claimIdentifiersWith, tellOwner } from './activities/claim-identifiers.js';
import { publishBeatWith } from './activities/publish-beat.js';
import { publishJournalWith } from './activities/publish-journal.js';
import { resolveCalendar } from './activities/resolve-calendar.js';
import { signsOfLife } from './activities/signs-of-life.js';
import { noticeActivitiesWith, tellJourney } from './activities/tell-notices.js';
import { wakeNotice, wakeNoticesWith } from './activities/wake-notices.js';
import { JourneyTaskSlots } from './task-slots.js';
import { versioned } from './versioned.js';
import { bundleFile } from './workflow-bundle.js';

/** What the worker needs to run. */
export type WorkerSettings = {
  readonly temporal: TemporalAddress;
  readonly payloadKeys: readonly PayloadKey[];
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  /** Which build this is among several that run side by side; undefined where one replaces the other at once. */
  readonly buildId: string | undefined;
  readonly logger: Logger;
};

/** The token under which the settings are injected. */
export const workerSettings = Symbol('worker settings');

/** Runs journeys from the start of the process to its end; a worker that fails ends the process. */
@Injectable()
export class JourneyWorker implements OnModuleInit, OnApplicationShutdown {
  private readonly producer: KafkaProducer;
  private readonly database: Database;
  private worker: HostedWorker | undefined;
  private running: Promise<void> | undefined;

  constructor(@Inject(workerSettings) private readonly settings: WorkerSettings) {
    const { brokers, databaseUrl, logger } = settings;
    this.producer = new KafkaProducer({ brokers, clientId: 'treatment-worker', logger });
    this.database = openDatabase(databaseUrl, { name: 'treatment-worker', max: 4 });
  }

  async onModuleInit(): Promise<void> {
    await this.producer.connect();
    const activities: JourneyActivities & AlarmPathActivities & NoticeActivities = {
      ...this.registered(),
      publishBeat: publishBeatWith(this.producer),
      publishJournal: publishJournalWith(this.producer),
      resolveCalendar,
    };
    this.worker = await hostWorker(this.settings.temporal, this.settings.payloadKeys, {
      taskQueue: journeyTaskQueue,
      workflowBundle: { codePath: bundleFile },
      activities,
      interceptors: { activity: [signsOfLife] },
      maxCachedWorkflows: 2_000,
      // One thread runs them all. After a restart each journey is replayed, which takes a second of it: of many at once none
      // would end within the ten seconds that Temporal waits for a task, and all would be begun anew, and again.
      tuner: {
        workflowTaskSlotSupplier: new JourneyTaskSlots({ remembered: 8, replayed: 2 }),
        activityTaskSlotSupplier: { type: 'fixed-size', numSlots: 100 },
        localActivityTaskSlotSupplier: { type: 'fixed-size', numSlots: 100 },
        nexusTaskSlotSupplier: { type: 'fixed-size', numSlots: 1 },
      },
      maxConcurrentWorkflowTaskPolls: 4,
      // How long the tasks of a worker that was killed wait for it before another one takes them.
      stickyQueueScheduleToStartTimeout: '5 seconds',
      shutdownGraceTime: '10 seconds',
      ...versioned(this.settings.buildId),
    });
    this.running = this.worker.run().catch((error: unknown) => this.fail(error));
  }

  async onApplicationShutdown(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
    await this.producer.disconnect();
    await this.database.destroy();
  }

  /** Fails unless the worker takes journeys. */
  assertRunning(): void {
    const state = this.worker?.state() ?? 'not started';
    if (state !== 'RUNNING') throw new Error(`the worker is ${state}`);
  }

  /** Fails when the register of identifiers does not answer; journeys go on without it. */
  assertRegisterAnswers(): Promise<void> {
    return assertDatabaseAnswers(this.database);
  }

  /** What the register keeps for journeys. */
  private registered(): Pick<JourneyActivities, 'claimIdentifiers'> & NoticeActivities {
    const recalls = new Recalls(this.database);
    const sites = new SiteStandings(this.database);
    const reviews = new ClosedJourneyReviews(this.database);
    return {
      claimIdentifiers: claimIdentifiersWith({
        register: new IdentifierClaims(this.database),
        tellOwner,
        reviews,
        wakeNotices: wakeNoticesWith(recalls, sites, wakeNotice),
      }),
      ...noticeActivitiesWith({
        recalls,
        sites,
        affected: new AffectedJourneys(this.database),
        reviews,
        tellJourney,
      }),
    };
  }

  private fail(error: unknown): void {
    this.settings.logger.fatal({ err: error }, `the worker failed: ${String(error)}`);
    process.exit(1);
  }
}
