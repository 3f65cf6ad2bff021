import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkerOptions, type WorkflowBundle } from '@temporalio/worker';
import { findTemporalTestServer } from '../../apps/local-stack/src/servers/index.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import { addSearchAttributes } from '#temporal/installation.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import { PublishedJournal } from './published-journal.js';
import { workflowBundle } from './workflow-bundle.js';

/** A time-skipping server with a worker for journeys; one for all tests of a file. */
export class Theatre {
  readonly journal = new PublishedJournal();
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;

  private constructor(
    readonly environment: TestWorkflowEnvironment,
    readonly bundle: WorkflowBundle,
  ) {}

  static async open(options: Partial<WorkerOptions> = {}): Promise<Theatre> {
    const path = await findTemporalTestServer();
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await addSearchAttributes(environment.connection, 'default', journeyAttributeTypes);
    const theatre = new Theatre(environment, await workflowBundle());
    await theatre.startWorker(options);
    return theatre;
  }

  async startWorker(options: Partial<WorkerOptions> = {}): Promise<void> {
    this.worker = await Worker.create({
      connection: this.environment.nativeConnection,
      taskQueue: journeyTaskQueue,
      workflowBundle: this.bundle,
      activities: { publishJournal: this.journal.publishJournal, resolveCalendar },
      ...options,
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.environment.teardown();
  }
}
