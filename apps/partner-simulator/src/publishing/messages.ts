import type { OutgoingMessage } from '#kafka/producer.js';
import type { Sending } from '../agenda/disturbances.js';
import { type Message, spoilt } from '../agenda/invalid-messages.js';
import type { PlannedEvent } from '../story/planned-event.js';
import { randomOf } from '../story/random.js';
import { toCloudEvent } from './cloud-event.js';

/** A message about to be published, and what it is in the eyes of the simulator. */
export type Publication = {
  readonly kind: 'event' | 'duplicate' | 'invalid';
  readonly message: OutgoingMessage;
};

function messageOf(event: PlannedEvent): Message {
  const { topic, subject } = event;
  return { topic, key: subject, value: JSON.stringify(toCloudEvent(event)) };
}

function outgoing(message: Message): OutgoingMessage {
  return { ...message, headers: { 'content-type': 'application/cloudevents+json' } };
}

/**
 * The messages of one sending: the event, and after some (a proportion from 0 to 1) one more that is like it and
 * cannot be used.
 */
export function publicationsOf(
  { event, isDuplicate }: Sending,
  seed: number,
  invalid: number,
): readonly Publication[] {
  const message = messageOf(event);
  const kind = isDuplicate ? 'duplicate' : 'event';
  const random = randomOf(seed, 'invalid', event.id);
  const sent: Publication = { kind, message: outgoing(message) };
  return !isDuplicate && random.chance(invalid)
    ? [sent, { kind: 'invalid', message: outgoing(spoilt(message, random)) }]
    : [sent];
}
