import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { JourneyClock } from '#domain/time/clock.js';
import { startOnce } from '#temporal/start-once.js';
import {
  type JourneyInput,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
} from '#workflows/journey/messages.js';
import { noticeStart } from '#workflows/notices/messages.js';

/** What a journey is started with: its state as the journal tells it, or its enrolment where the journal is empty. */
export type Beginning = { readonly resumed: JourneyState } | { readonly enrolment: Enrolment };

const leftAlone = ['RUNNING', 'COMPLETED', 'CONTINUED_AS_NEW'];

/** The runs of journeys in Temporal, as restoring needs them. */
export class JourneyRuns {
  constructor(
    private readonly client: Client,
    private readonly clock: JourneyClock,
  ) {}

  /**
   * Starts a journey that has no run; one that runs or ran to its end is left alone. Returns whether it was started. A run
   * that somebody ended by hand does not count: the journey goes on where its journal stands.
   */
  async startAgain(beginning: Beginning): Promise<boolean> {
    const input: JourneyInput = { clock: this.clock, protocolVersion, ...beginning };
    const { journeyId, product, indication, sites } = enrolmentOf(beginning);
    return startOnce(this.client, journeyWorkflowType, {
      workflowId: journeyWorkflowId(journeyId),
      taskQueue: journeyTaskQueue,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      staticSummary: `${product} for ${indication} at ${sites.treating}`,
      args: [input],
    });
  }

  /** Wakes the workflow of a recall or a suspension, or begins it again. */
  async wakeNotice(notice: string): Promise<void> {
    const { type, options } = noticeStart(notice);
    await this.client.workflow.signalWithStart(type, options);
  }

  /** Whether `startAgain` would start this journey. */
  async isMissing(beginning: Beginning): Promise<boolean> {
    const { journeyId } = enrolmentOf(beginning);
    try {
      const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
      return !leftAlone.includes((await handle.describe()).status.name);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return true;
      throw error;
    }
  }
}

/** The enrolment of the journey that begins. */
export function enrolmentOf(beginning: Beginning): JourneyState['enrolment'] {
  return 'enrolment' in beginning ? beginning.enrolment : beginning.resumed.enrolment;
}
