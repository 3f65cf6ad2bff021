import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { JourneyClock } from '#domain/time/clock.js';
import {
  type JourneyInput,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
} from '#workflows/journey/messages.js';

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
    try {
      await this.client.workflow.start(journeyWorkflowType, {
        workflowId: journeyWorkflowId(journeyId),
        taskQueue: journeyTaskQueue,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        staticSummary: `${product} for ${indication} at ${sites.treating}`,
        args: [input],
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
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
