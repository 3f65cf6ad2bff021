import type { Fault } from '#contracts/inbound/inbound-event.js';
import type { OriginalMessage } from '#register/received-events.js';
import type { UnusableMessages } from '#register/unusable-messages.js';
import type { Courier } from '../delivering/courier.js';
import type { StandingOf } from '../delivering/enrolled-journeys.js';
import type { JourneyNamed } from '../delivering/named-journeys.js';
import { type Claim, claimOf } from './claim.js';
import type { Rejections } from './rejections.js';

/** What refusing a message depends on. */
export type RefusalPorts = {
  readonly rejections: Rejections;
  readonly unusable: UnusableMessages;
  readonly courier: Courier;
  readonly journeyNamed: JourneyNamed;
  readonly standingOf: StandingOf;
};

/** Refuses messages that failed a check; a clinical one about an existing journey is never lost silently. */
export class Refusals {
  constructor(private readonly ports: RefusalPorts) {}

  /** Returns when the dead letter is published and an alert that is due is durable; rejects to be repeated. */
  async refuse(message: OriginalMessage, fault: Fault): Promise<void> {
    const claim = claimOf(message.value);
    const journeyId = await this.journeyOf(claim);
    if (journeyId !== null && claim.isClinical) {
      await this.alert(message, claim, journeyId, fault);
    }
    const { source, eventId } = claim;
    await this.ports.rejections.publish(message, fault, 1, { source, eventId, journeyId });
  }

  private async alert(
    { topic, partition, offset }: OriginalMessage,
    { source, eventId, type }: Claim,
    journeyId: string,
    { reason }: Fault,
  ): Promise<void> {
    const isNamed = source !== null && eventId !== null;
    const about = isNamed ? `${source}|${eventId}` : `${topic}/${partition}/${offset}`;
    const message = { about, journeyId, type: type ?? '', reason };
    if (await this.ports.unusable.remember(message)) this.ports.courier.tell(message);
  }

  /** The journey that the message names, if there is one. */
  private async journeyOf({ source, subject }: Claim): Promise<string | null> {
    if (source === null || subject === null) return null;
    const journeyId = await this.ports.journeyNamed({ source, subject });
    if (journeyId === undefined) return null;
    return (await this.ports.standingOf(journeyId)) === 'unknown' ? null : journeyId;
  }
}
