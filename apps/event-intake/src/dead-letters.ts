import type { Logger } from 'pino';
import type { Fault } from '#contracts/inbound/inbound-event.js';
import { publishDeadLetter } from '#kafka/dead-letter.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { intakeMetrics } from './intake-metrics.js';

/** Publishes what cannot be used to its dead-letter topic; only then the message is done. */
export class DeadLetters {
  constructor(
    private readonly producer: KafkaProducer,
    private readonly logger: Logger,
  ) {}

  /** Rejects when the brokers did not take it: it is to be repeated. */
  async publish(message: ReceivedMessage, fault: Fault, attempts: number): Promise<void> {
    const { reason, detail } = fault;
    const failedAt = Date.now();
    await publishDeadLetter(this.producer, message, { reason, detail, failedAt, attempts });
    const { topic, partition, offset } = message;
    this.logger.warn(`${topic}/${partition}/${offset} is a dead letter: ${reason}: ${detail}`);
    intakeMetrics.events.inc({ topic, outcome: reason });
    message.acknowledge();
  }
}
