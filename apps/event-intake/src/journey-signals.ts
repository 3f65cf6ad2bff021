import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { eventsSignal, journeyWorkflowId } from '#workflows/journey/messages.js';
import { journeyEvent, type KeepNote } from './journey-event.js';
import type { StandingOf } from './enrolled-journeys.js';
import type { Delivery } from './lanes/journey-port.js';

const longestCall = 10_000;

/** A journey that was not found to signal and yet runs: it has just begun or begun anew. */
export class JourneyInTransitionError extends Error {
  readonly code = 'journey-in-transition';
  constructor() {
    super('the journey could not be signalled and yet runs');
    this.name = 'JourneyInTransitionError';
  }
}

/** A journey that is open and has no run to signal, `status` says in Temporal's words why: people must repair it. */
export class JourneyNotRunningError extends Error {
  readonly code = 'journey-not-running';
  constructor(readonly status: string) {
    super(`the journey is open and does not run: ${status}`);
    this.name = 'JourneyNotRunningError';
  }
}

/** Signals journeys: a single event under its own type, several together as `events`. */
export class JourneySignals {
  constructor(
    private readonly client: Client,
    private readonly keepNote: KeepNote,
    private readonly standingOf: StandingOf,
  ) {}

  /** Returns when Temporal has stored the signal; rejects when it is not known to. */
  async deliver(journeyId: string, inbound: readonly InboundEvent[]): Promise<Delivery> {
    const events = await Promise.all(
      inbound.map((event) => journeyEvent(journeyId, event, this.keepNote)),
    );
    const [first, ...others] = events;
    if (first === undefined) return 'stored';
    // Without a run id: whichever run of the journey is the latest takes it.
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    try {
      await this.withinLimit(() =>
        others.length === 0
          ? handle.signal(first.type, first)
          : handle.signal(eventsSignal, events),
      );
      return 'stored';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return this.whyNotFound(journeyId, handle);
      throw error;
    }
  }

  private async whyNotFound(journeyId: string, handle: WorkflowHandle): Promise<Delivery> {
    const status = await this.statusOf(handle);
    if (status === 'COMPLETED') return 'journey-closed';
    if (status === 'RUNNING' || status === 'CONTINUED_AS_NEW') throw new JourneyInTransitionError();
    if (status !== 'ABSENT') throw new JourneyNotRunningError(status);
    const standing = await this.standingOf(journeyId);
    if (standing === 'open') throw new JourneyNotRunningError(status);
    return standing === 'closed' ? 'journey-closed' : 'unknown-journey';
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
