import { setTimeout as after } from 'node:timers/promises';
import {
  type Client,
  type WorkflowHandle,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcCancelledError,
  isGrpcDeadlineError,
} from '@temporalio/client';
import type { DecisionCommand, DecisionOutcome } from '#domain/decisions/decision-command.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { adoptedState } from '#domain/journey/adopted-state.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { JourneyClock } from '#domain/time/clock.js';
import { startOnce } from '#temporal/start-once.js';
import {
  decideUpdate,
  type IdentityRecorded,
  identityRecordedSignal,
  type JourneyInput,
  journeyStart,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
  rollSignal,
  stateQuery,
} from '#workflows/journey/messages.js';
import { protocolShown } from '#workflows/journey/search-attributes.js';
import { ProblemError } from '../problems/problem-error.js';

const longestAnswerMs = 5_000;
const betweenLooksMs = 50;

/** The journeys themselves, asked for an answer that must come within five seconds. */
export class JourneyWorkflows {
  constructor(
    private readonly client: Client,
    private readonly clock: JourneyClock,
  ) {}

  /** Starts a journey; one that runs or ran already is left as it is. */
  async start(enrolment: Enrolment): Promise<void> {
    await this.within(repeatAsItIs, () =>
      startOnce(this.client, journeyWorkflowType, journeyStart(enrolment, this.clock)),
    );
  }

  /** Tells a journey that the vault knows who its patient is. @throws ProblemError `no-worker` when it does not run yet */
  async tellIdentityRecorded(journeyId: string, recorded: IdentityRecorded): Promise<void> {
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    const isTold = await this.unlessUnknown(repeatAsItIs, async () => {
      await handle.signal(identityRecordedSignal, recorded);
      return true;
    });
    if (isTold === undefined) throw new ProblemError('no-worker', { detail: repeatAsItIs });
  }

  /** The state of a journey as it is now; undefined when Temporal knows no such workflow. */
  async state(journeyId: string): Promise<JourneyState | undefined> {
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    return this.unlessUnknown('Ask again in a moment.', async () =>
      adoptedState(await handle.query(stateQuery)),
    );
  }

  /**
   * What the journey answers to a decision; undefined when no workflow takes decisions any more. A run of an earlier protocol
   * ends first: what a person saw is what this build makes of the journey, and so it is judged.
   */
  async decide(
    journeyId: string,
    command: DecisionCommand,
    updateId: string,
  ): Promise<DecisionOutcome | undefined> {
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    await this.unlessUnknown(changesProtocol, () => untilUnderThisProtocol(handle));
    return this.unlessUnknown(repeatAsItIs, () =>
      handle.executeUpdate(decideUpdate, { args: [command], updateId }),
    );
  }

  /**
   * Brings a closed journey back, in a run that begins with its state and the decision to open it again, and gives what it
   * answers. Where that decision waits for a second person, the run ends again at once.
   */
  async reopen(resumed: JourneyState, reopening: DecisionCommand): Promise<DecisionOutcome> {
    const { journeyId, product, indication, sites } = resumed.enrolment;
    const input: JourneyInput = { clock: this.clock, protocolVersion, resumed, reopening };
    const workflowId = journeyWorkflowId(journeyId);
    const isStarted = await this.within(repeatAsItIs, () =>
      startOnce(this.client, journeyWorkflowType, {
        workflowId,
        taskQueue: journeyTaskQueue,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: `${product} for ${indication} at ${sites.treating}`,
        args: [input],
      }),
    );
    // Somebody else is bringing it back: repeated, the decision reaches it as any other.
    if (!isStarted) throw this.late();
    const receipt = (await this.state(journeyId))?.receipts[reopening.keyHash];
    if (receipt === undefined) throw this.late();
    return receipt.outcome as DecisionOutcome;
  }

  private late(): ProblemError {
    return new ProblemError('no-worker', { detail: repeatAsItIs });
  }

  private async unlessUnknown<T>(whenLate: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.within(whenLate, ask);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      if (error instanceof WorkflowUpdateFailedError) {
        throw new ProblemError('unknown-decision', { detail: olderProtocol }, { cause: error });
      }
      throw error;
    }
  }

  private async within<T>(whenLate: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await this.client.withDeadline(Date.now() + longestAnswerMs, ask);
    } catch (error) {
      if (!isTooLate(error)) throw error;
      throw new ProblemError('no-worker', { detail: whenLate }, { cause: error });
    }
  }
}

const repeatAsItIs =
  'Whether it took effect is not known yet. Repeat it as it is, with the same Idempotency-Key: it counts once.';

const changesProtocol =
  'Nothing was decided: the journey is changing to another version of its protocol. Repeat it in a moment, as it is.';

const olderProtocol = 'The journey runs under a protocol that does not know this decision.';

function isTooLate(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return isGrpcDeadlineError(error) || isGrpcCancelledError(error);
}

/** Has a run of an earlier protocol go on in a new one and waits until the journey shows the protocol of this build. */
async function untilUnderThisProtocol(handle: WorkflowHandle): Promise<void> {
  const asked = new Set<string>();
  for (;;) {
    const { status, runId, searchAttributes } = await handle.describe();
    const shown = protocolShown(searchAttributes);
    if (status.name !== 'RUNNING' || shown === protocolVersion) return;
    if (shown > protocolVersion) throw new ProblemError('no-worker', { detail: changesProtocol });
    if (!asked.has(runId)) await handle.signal(rollSignal);
    asked.add(runId);
    await after(betweenLooksMs);
  }
}
