import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Fault } from '#contracts/inbound/inbound-event.js';
import type {
  EventParked,
  EventRejected,
  JourneyEnrolled,
} from '#contracts/outbound/partner-request.js';
import { requestsTopic } from '#contracts/topics.js';
import type { Instant } from '#domain/time/instant.js';
import type { OutgoingMessage } from '#kafka/producer.js';

/** To whom a notice goes, about which event and journey, and the journey time at which. */
export type Addressed = {
  readonly partnerId: string;
  readonly eventId: string;
  readonly journeyId: string | null;
  readonly at: Instant;
};

/** Tells the sender that its event cannot be used, and why. */
export function eventRejected(to: Addressed, { reason, detail }: Fault): OutgoingMessage {
  const pointer = detail.slice(0, Math.max(0, detail.indexOf(': ')));
  const data: EventRejected = { eventId: to.eventId, reason, pointer, detail };
  return notice(to, 'event.rejected', data);
}

/** Tells the sender that its event waits in the journey for what must come before it. */
export function eventParked(to: Addressed, needs: string): OutgoingMessage {
  const data: EventParked = { eventId: to.eventId, needs };
  return notice(to, 'event.parked', data);
}

/** Tells the clinic which journey its referral began. */
export function journeyEnrolled(
  { partnerId, at }: Pick<Addressed, 'partnerId' | 'at'>,
  data: JourneyEnrolled,
): OutgoingMessage {
  const { referralId, journeyId } = data;
  return notice({ partnerId, at, eventId: referralId, journeyId }, 'journey.enrolled', data);
}

function notice(
  to: Addressed,
  type: string,
  data: EventRejected | EventParked | JourneyEnrolled,
): OutgoingMessage {
  const { partnerId, eventId, journeyId, at } = to;
  const about = journeyId ?? eventId;
  // The same report always has the same id: who gets it twice can tell.
  const id = createHash('sha256')
    .update(canonical([partnerId, type, about, data]))
    .digest('hex');
  const message = {
    specversion: '1.0',
    id,
    source: 'urn:v2v:journey',
    type,
    subject: about,
    time: at,
    data,
  };
  return {
    topic: requestsTopic(partnerId),
    key: about,
    value: canonical(message),
    headers: { 'content-type': 'application/cloudevents+json' },
  };
}

function canonical(value: unknown): string {
  return canonicalize(value) ?? '';
}
