import type { Fault } from '#contracts/inbound/inbound-event.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Persistence } from '#kafka/persistence.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { checkInbound } from './check-inbound.js';
import type { DeadLetters } from './dead-letters.js';
import { intakeMetrics } from './intake-metrics.js';
import { JourneyLanes } from './lanes/journey-lanes.js';
import type { DeliverToJourney, Delivery } from './lanes/journey-port.js';

const details: Readonly<Record<Exclude<Delivery, 'stored'>, string>> = {
  'unknown-journey': '/subject: expected the identifier of a journey',
  'journey-closed': '/subject: expected the identifier of an open journey',
};

/** Takes every inbound message to its end: stored for its journey, or a dead letter. */
export class Intake {
  private readonly lanes: JourneyLanes<ReceivedMessage>;
  private readonly rejecting = new Set<Promise<unknown>>();

  constructor(
    private readonly registry: PartnerRegistry,
    private readonly deadLetters: DeadLetters,
    private readonly persistence: Persistence,
    deliver: DeliverToJourney,
  ) {
    this.lanes = new JourneyLanes(
      deliver,
      (message, delivery, attempts) => this.settle(message, delivery, attempts),
      persistence,
    );
  }

  /** Takes messages in the order they were read and returns at once. */
  accept(messages: readonly ReceivedMessage[]): void {
    messages.forEach((message) => this.acceptOne(message));
  }

  /** Waits until everything taken has ended; what is left after `limit` ms is abandoned, to be read again. */
  async drain(limit: number): Promise<void> {
    const timer = setTimeout(() => this.persistence.abandon(), limit);
    await Promise.allSettled([this.lanes.drained(), ...this.rejecting]);
    clearTimeout(timer);
  }

  private acceptOne(message: ReceivedMessage): void {
    const checked = checkInbound(message, this.registry);
    if (!checked.ok) {
      this.reject(message, checked);
      return;
    }
    const { event } = checked;
    if (isJourneyIdentifier(event.subject)) {
      this.lanes.add(event.subject, { event, bytes: message.value?.length ?? 0, of: message });
    } else {
      this.reject(message, faultOf('unknown-journey'));
    }
  }

  private async settle(
    message: ReceivedMessage,
    delivery: Delivery,
    attempts: number,
  ): Promise<void> {
    if (delivery !== 'stored') {
      await this.deadLetters.publish(message, faultOf(delivery), attempts);
      return;
    }
    intakeMetrics.events.inc({ topic: message.topic, outcome: 'stored' });
    message.acknowledge();
  }

  private reject(message: ReceivedMessage, fault: Fault): void {
    const ending = this.persistence
      .untilDone('to publish a dead letter', () => this.deadLetters.publish(message, fault, 1))
      .catch((error: unknown) => {
        if (!this.persistence.isAbandoned) throw error;
      })
      .finally(() => this.rejecting.delete(ending));
    this.rejecting.add(ending);
  }
}

function faultOf(reason: Exclude<Delivery, 'stored'>): Fault {
  return { reason, detail: details[reason] };
}
