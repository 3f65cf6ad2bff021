import type { Sending } from '../agenda/disturbances.js';
import { type Message, type Signing, spoilt } from '../agenda/invalid-messages.js';
import type { PlannedEvent } from '../story/planned-event.js';
import { randomOf } from '../story/random.js';
import { toCloudEvent } from './cloud-event.js';

/** A message about to be published, and what it is in the eyes of the simulator. */
export type Publication = {
  readonly kind: 'event' | 'duplicate' | 'invalid';
  /** Whose message it is, whatever it says itself. */
  readonly source: string;
  readonly message: Message;
  readonly signing: Signing;
};

/** How much is spoilt; `canSpoil` says whether a source can sign in a way, and in a wrong one is refused for it. */
export type Spoiling = {
  readonly seed: number;
  /** How many invalid messages come along, as a proportion from 0 to 1. */
  readonly invalid: number;
  readonly canSpoil: (source: string, signing: Signing) => boolean;
};

function messageOf(event: PlannedEvent): Message {
  const { topic, subject } = event;
  return { topic, key: subject, value: JSON.stringify(toCloudEvent(event)) };
}

/** The messages of one sending: the event, and after some one more that is like it and cannot be used. */
export function publicationsOf(
  { event, isDuplicate }: Sending,
  { seed, invalid, canSpoil }: Spoiling,
): readonly Publication[] {
  const message = messageOf(event);
  const { source } = event;
  const random = randomOf(seed, 'invalid', event.id);
  const kind = isDuplicate ? 'duplicate' : 'event';
  const sent: Publication = { kind, source, message, signing: 'valid-key' };
  if (isDuplicate || !random.chance(invalid)) return [sent];
  const bad = spoilt(message, (signing) => canSpoil(source, signing), random);
  return [sent, { kind: 'invalid', source, ...bad }];
}
