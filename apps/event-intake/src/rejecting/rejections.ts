import type { Fault } from '#contracts/inbound/inbound-event.js';
import type { Instant } from '#domain/time/instant.js';
import { deadLetter } from '#kafka/dead-letter.js';
import type { KafkaProducer, OutgoingMessage } from '#kafka/producer.js';
import type { Logger } from '#observability/logger.js';
import type { PartnerRegistry } from '#partners/registry.js';
import type { OriginalMessage } from '#register/received-events.js';
import { intakeMetrics } from '../intake-metrics.js';
import { type Addressed, eventParked, eventRejected, journeyEnrolled } from './notices.js';

/** Who says to have sent a message and what it is about, as far as that is known. */
export type Sender = {
  readonly source: string | null;
  readonly eventId: string | null;
  readonly journeyId: string | null;
};

/** Publishes what cannot be used to its dead-letter topic, and tells its sender. */
export class Rejections {
  /** `now` is journey time. */
  constructor(
    private readonly producer: KafkaProducer,
    private readonly registry: PartnerRegistry,
    private readonly now: () => Instant,
    private readonly logger: Logger,
  ) {}

  /** Returns when the brokers have both; rejects when they may not: it is to be repeated. */
  async publish(
    message: OriginalMessage,
    fault: Fault,
    attempts: number,
    sender: Sender,
  ): Promise<void> {
    const letter = deadLetter(message, { ...fault, failedAt: Date.now(), attempts });
    const told = this.toSender(message, sender, (to) => eventRejected(to, fault));
    await this.producer.publish([letter, ...told]);
    const { topic, partition, offset } = message;
    const { reason, detail } = fault;
    this.logger.warn(`${topic}/${partition}/${offset} is a dead letter: ${reason}: ${detail}`);
    intakeMetrics.events.inc({ topic, outcome: reason });
  }

  /** Tells the sender that its event waits in the journey; returns when the brokers have it. */
  async tellParked(message: OriginalMessage, sender: Sender, needs: string): Promise<void> {
    await this.producer.publish(this.toSender(message, sender, (to) => eventParked(to, needs)));
  }

  /** Tells a clinic which journey its referral has; returns when the brokers have it. */
  async tellEnrolled(source: string, referralId: string, journeyId: string): Promise<void> {
    const partnerId = this.registry.partnerBySource(source)?.id;
    if (partnerId === undefined) return;
    const to = { partnerId, at: this.now() };
    await this.producer.publish([journeyEnrolled(to, { referralId, journeyId })]);
  }

  private toSender(
    { topic, partition, offset }: OriginalMessage,
    { source, eventId, journeyId }: Sender,
    notice: (to: Addressed) => OutgoingMessage,
  ): readonly OutgoingMessage[] {
    const partner = source === null ? undefined : this.registry.partnerBySource(source);
    if (partner === undefined) return [];
    return [
      notice({
        partnerId: partner.id,
        eventId: eventId ?? `${topic}/${partition}/${offset}`,
        journeyId,
        at: this.now(),
      }),
    ];
  }
}
