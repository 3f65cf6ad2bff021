import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { Logger } from '#observability/logger.js';
import { assertTemporalAnswers } from '#temporal/client.js';
import {
  eventsSignal,
  journeyWorkflowId,
  unusableMessageSignal,
} from '#workflows/journey/messages.js';
import type { StandingOf } from './enrolled-journeys.js';
import { journeyEvent, type KeepNote } from './journey-event.js';
import type { Content, Delivery } from '../lanes/journey-port.js';

const longestCall = 10_000;
const attemptsBeforeTrouble = 3;

/** A journey that was not found to signal and yet runs: it has just begun or begun anew. */
export class JourneyInTransitionError extends Error {
  readonly code = 'journey-in-transition';
  constructor() {
    super('the journey could not be signalled and yet runs');
    this.name = 'JourneyInTransitionError';
  }
}

/** Signals journeys: a single event under its own type, several together as `events`. */
export class JourneySignals {
  constructor(
    private readonly client: Client,
    private readonly keepNote: KeepNote,
    private readonly standingOf: StandingOf,
    private readonly logger: Logger,
  ) {}

  /**
   * Returns when Temporal has stored the signal, and also when it keeps answering and does not take it; rejects when
   * it is not known to have.
   */
  async deliver(
    journeyId: string,
    contents: readonly Content[],
    attempt: number,
  ): Promise<Delivery> {
    try {
      return await this.signal(journeyId, contents);
    } catch (error) {
      if (attempt < attemptsBeforeTrouble) throw error;
      await assertTemporalAnswers(this.client);
      return this.inTrouble(journeyId, String(error));
    }
  }

  private async signal(journeyId: string, contents: readonly Content[]): Promise<Delivery> {
    const [signal, argument] = await this.signalOf(journeyId, contents);
    // Without a run id: whichever run of the journey is the latest takes it.
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    try {
      await this.withinLimit(() => handle.signal(signal, argument));
      return 'stored';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return this.whyNotFound(journeyId, handle);
      throw error;
    }
  }

  private async signalOf(
    journeyId: string,
    contents: readonly Content[],
  ): Promise<readonly [name: string, argument: unknown]> {
    const messages = contents.flatMap((one) =>
      one.kind === 'unusable-message' ? [one.message] : [],
    );
    if (messages.length > 0) {
      const told = messages.map(({ about, type, reason }) => ({ about, type, reason }));
      return [unusableMessageSignal.name, told];
    }
    const events = await Promise.all(
      contents.flatMap((one) =>
        one.kind === 'event' ? [journeyEvent(journeyId, one.event, this.keepNote)] : [],
      ),
    );
    const [first, ...others] = events;
    return first !== undefined && others.length === 0
      ? [first.type, first]
      : [eventsSignal, events];
  }

  private async whyNotFound(journeyId: string, handle: WorkflowHandle): Promise<Delivery> {
    const status = await this.statusOf(handle);
    if (status === 'COMPLETED') return 'journey-closed';
    if (status === 'RUNNING' || status === 'CONTINUED_AS_NEW') throw new JourneyInTransitionError();
    const standing = status === 'ABSENT' ? await this.standingOf(journeyId) : 'open';
    // Open and without a run: not yet started, or people must repair it.
    if (standing === 'open') return this.inTrouble(journeyId, `it does not run: ${status}`);
    return standing === 'closed' ? 'journey-closed' : 'unknown-journey';
  }

  private inTrouble(journeyId: string, why: string): Delivery {
    this.logger.error({ journeyId }, `a journey cannot take its events, they wait: ${why}`);
    return 'journey-in-trouble';
  }

  private async statusOf(handle: WorkflowHandle): Promise<string> {
    try {
      const { status } = await this.withinLimit(() => handle.describe());
      return status.name;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'ABSENT';
      throw error;
    }
  }

  private withinLimit<T>(call: () => Promise<T>): Promise<T> {
    return this.client.withDeadline(Date.now() + longestCall, call);
  }
}
