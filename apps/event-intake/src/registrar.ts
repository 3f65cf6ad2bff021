import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { happenedAt } from '#domain/journey/event.js';
import type { Persistence } from '#kafka/persistence.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { contentHash } from '#register/received-content.js';
import type { ArrivedEvent, ReceivedEvents, Registration } from '#register/received-events.js';
import { Gathering } from './gathering/gathering.js';
import { intakeMetrics } from './intake-metrics.js';

const mostTogether = 500;

/** Puts every event that passed its check into the register, many in one commit, each sender in its turn. */
export class Registrar {
  private readonly commits: Gathering<ArrivedEvent, Registration>;

  constructor(received: ReceivedEvents, persistence: Persistence) {
    this.commits = new Gathering(async (events) => {
      const { value } = await persistence.untilDone('to register events', () =>
        received.register(events),
      );
      return value;
    }, mostTogether);
  }

  /** What was known of the event before, once it is durable. */
  async register(message: ReceivedMessage, event: InboundEvent): Promise<Registration> {
    const registration = await this.commits.add(arrived(message, event), event.source);
    intakeMetrics.untilReceived.observe((Date.now() - message.timestamp) / 1_000);
    return registration;
  }
}

function arrived(message: ReceivedMessage, event: InboundEvent): ArrivedEvent {
  const { source, id, subject, type } = event;
  return {
    source,
    eventId: id,
    subject,
    type,
    journeyId: isJourneyIdentifier(subject) ? subject : null,
    contentHash: contentHash(message.value ?? Buffer.alloc(0)),
    happenedAt: happenedAt(event),
    message,
  };
}
