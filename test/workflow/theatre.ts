import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { DataConverter } from '@temporalio/common';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { findTemporalTestServer } from '../../apps/local-stack/src/servers/index.js';
import { dataConverterOf } from '#temporal/data-converter.js';
import {
  claimIdentifiersWith,
  tellOwner,
} from '../../apps/treatment-worker/src/activities/claim-identifiers.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import { signsOfLife } from '../../apps/treatment-worker/src/activities/signs-of-life.js';
import { addSearchAttributes } from '#temporal/installation.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import type { NoticeActivities } from '#workflows/notices/activities.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import { ClaimedIdentifiers } from './claimed-identifiers.js';
import { testPayloadKeys } from './payload-keys.js';
import { PublishedJournal } from './published-journal.js';
import { workflowBundle } from './workflow-bundle.js';

/** A time-skipping server with a worker for journeys; one for all tests of a file. */
export class Theatre {
  private constructor(
    readonly environment: TestWorkflowEnvironment,
    readonly journal: PublishedJournal,
    readonly identifiers: ClaimedIdentifiers,
    private readonly stopWorker: () => Promise<void>,
  ) {}

  /**
   * Opens with the workflows' code as the sources have it and encrypted payloads, or as `options` say; `registered` are
   * activities over a real register, in place of the one in memory.
   */
  static async open(
    options: Partial<WorkerOptions> = {},
    registered: Partial<JourneyActivities & NoticeActivities> = {},
  ): Promise<Theatre> {
    const { dataConverter = dataConverterOf(testPayloadKeys) } = options;
    const environment = await timeSkippingServer(dataConverter);
    await addSearchAttributes(environment.connection, 'default', journeyAttributeTypes);
    const journal = new PublishedJournal();
    const identifiers = new ClaimedIdentifiers();
    const activities: JourneyActivities = {
      publishJournal: journal.publishJournal,
      claimIdentifiers: claimIdentifiersWith({
        register: identifiers,
        tellOwner,
        reviews: identifiers,
        wakeNotices: async () => Promise.resolve(),
      }),
      resolveCalendar,
      ...registered,
    };
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: journeyTaskQueue,
      workflowBundle: options.workflowBundle ?? (await workflowBundle()),
      activities,
      interceptors: { activity: [signsOfLife] },
      ...options,
      dataConverter,
    });
    const running = worker.run();
    return new Theatre(environment, journal, identifiers, async () => {
      worker.shutdown();
      await running;
    });
  }

  /** Host and port of the server. */
  get address(): string {
    return this.environment.connection.options.address;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.environment.teardown();
  }
}

const attempts = 12;

/** The SDK waits five seconds for the server, which is not always enough on a busy machine. */
async function timeSkippingServer(dataConverter: DataConverter): Promise<TestWorkflowEnvironment> {
  const path = await findTemporalTestServer();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: 'existing-path', path } },
        client: { dataConverter },
      });
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}
