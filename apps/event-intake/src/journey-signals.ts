import { Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { journeyEvent, type KeepNote } from './journey-event.js';
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

/** Signals journeys: a single event under its own type, several together as `events`. */
export class JourneySignals {
  constructor(
    private readonly client: Client,
    private readonly keepNote: KeepNote,
  ) {}

  /** Returns when Temporal has stored the signal; rejects when it is not known to. */
  async deliver(journeyId: string, inbound: readonly InboundEvent[]): Promise<Delivery> {
    const events = await Promise.all(
      inbound.map((event) => journeyEvent(journeyId, event, this.keepNote)),
    );
    const [first, ...others] = events;
    if (first === undefined) return 'stored';
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    try {
      await this.withinLimit(() =>
        others.length === 0 ? handle.signal(first.type, first) : handle.signal('events', events),
      );
      return 'stored';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return this.whyNotFound(handle);
      throw error;
    }
  }

  private async whyNotFound(handle: WorkflowHandle): Promise<Delivery> {
    try {
      const { status } = await this.withinLimit(() => handle.describe());
      if (status.name !== 'RUNNING') return 'journey-closed';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'unknown-journey';
      throw error;
    }
    throw new JourneyInTransitionError();
  }

  private withinLimit<T>(call: () => Promise<T>): Promise<T> {
    return this.client.withDeadline(Date.now() + longestCall, call);
  }
}
