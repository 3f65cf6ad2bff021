import type { Fault, InboundEvent } from '#contracts/inbound/inbound-event.js';
import { isClinicalMessage } from '#domain/journey/clinical-message.js';
import type { Persistence } from '#kafka/persistence.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import type { Checked } from '#partners/check-inbound.js';
import type { CheckArrival } from './check-arrival.js';
import type { Courier } from './delivering/courier.js';
import type { Quota } from './gathering/quota.js';
import { intakeMetrics } from './intake-metrics.js';
import type { Refusals } from './rejecting/refusals.js';
import type { Registrar } from './registrar.js';

const conflict: Fault = {
  reason: 'conflicting-duplicate',
  detail: '/id: expected one that stands for no other content',
};

/** What taking messages depends on. */
export type IntakePorts = {
  readonly check: CheckArrival;
  readonly registrar: Registrar;
  readonly courier: Courier;
  readonly refusals: Refusals;
  readonly quota: Quota;
  readonly persistence: Persistence;
};

/** Takes every inbound message to its end: stored for its journey, waiting in the register, or a dead letter. */
export class Intake {
  private readonly underWay = new Set<Promise<void>>();
  private checking: Promise<void> = Promise.resolve();

  constructor(private readonly ports: IntakePorts) {}

  /** Takes messages in the order they were read and returns at once. */
  accept(messages: readonly ReceivedMessage[]): void {
    const checks = messages.map((message) => this.ports.check(message));
    this.checking = this.checking.then(() => this.acceptChecked(messages, checks));
  }

  /** Waits until everything taken has ended; what is left after `limit` ms is abandoned, to be read again. */
  async drain(limit: number): Promise<void> {
    const { persistence, courier } = this.ports;
    const timer = setTimeout(() => persistence.abandon(), limit);
    await this.checking;
    await Promise.allSettled(this.underWay);
    await Promise.allSettled([courier.drained()]);
    clearTimeout(timer);
  }

  /** Signatures are verified side by side; what comes of it keeps the order of the messages. */
  private async acceptChecked(
    messages: readonly ReceivedMessage[],
    checks: readonly Promise<Checked>[],
  ): Promise<void> {
    const results = await Promise.all(checks);
    messages.forEach((message, index) => {
      const checked = results[index];
      if (checked === undefined) return;
      this.follow(checked.ok ? this.take(message, checked.event) : this.refuse(message, checked));
    });
  }

  private async take(message: ReceivedMessage, event: InboundEvent): Promise<void> {
    const registration = await this.ports.registrar.register(message, event);
    intakeMetrics.registrations.inc({ outcome: registration });
    if (registration === 'conflicting') {
      await this.refuse(message, conflict);
      return;
    }
    const { quota, courier } = this.ports;
    const { source } = event;
    // What is about a patient's safety now never waits because others of its sender are many.
    if (!isClinicalMessage(event) && !quota.enter(source)) {
      courier.divert({ event, message, before: null, release: message.acknowledge });
      return;
    }
    const release = (): void => {
      if (!isClinicalMessage(event)) quota.leave(source);
      message.acknowledge();
    };
    courier.take({ event, message, before: null, release });
  }

  private async refuse(message: ReceivedMessage, fault: Fault): Promise<void> {
    await this.ports.persistence.untilDone('to refuse a message', () =>
      this.ports.refusals.refuse(message, fault),
    );
    message.acknowledge();
  }

  private follow(work: Promise<void>): void {
    const ending = work
      .catch((error: unknown) => {
        if (!this.ports.persistence.isAbandoned) throw error;
      })
      .finally(() => this.underWay.delete(ending));
    this.underWay.add(ending);
  }
}
