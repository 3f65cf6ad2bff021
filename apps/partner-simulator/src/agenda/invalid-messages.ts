import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Random } from '../story/random.js';

/** A CloudEvent about to be sent. */
export type Message = { readonly topic: string; readonly key: string; readonly value: string };

type Spoil = (message: Message) => Message;

function changed(
  change: (event: Record<string, unknown>) => Record<string, unknown>,
  key?: string,
): Spoil {
  return (message) => {
    const event = JSON.parse(message.value) as Record<string, unknown>;
    const changedEvent = { ...event, id: `${String(event['id'])}/invalid`, ...change(event) };
    return { ...message, key: key ?? message.key, value: JSON.stringify(changedEvent) };
  };
}

/** Well formed, but of no journey: its random part is zero throughout. */
const neverEnrolled = journeyIdentifier(new Uint8Array(26));

const maximumBytes = 32 * 1024;

/** Every way in which a message can be unusable, by the reason it should be refused for. */
export const spoils = {
  'malformed-json': (message) => ({ ...message, value: message.value.slice(0, -7) }),
  'invalid-envelope': changed(() => ({ specversion: '0.3' })),
  'unknown-type': changed(() => ({ type: 'patient.teleported' })),
  'invalid-data': changed(() => ({ data: { unexpected: true } })),
  'unknown-source': changed(() => ({ source: 'urn:v2v:lab:nobody' })),
  'not-permitted': (message) => ({
    ...changed(() => ({ type: 'shipment.lost', data: { shipmentId: 'C-NONE' } }))(message),
    topic: 'manufacturing.events.v1',
  }),
  'too-large': changed(() => ({ filler: 'x'.repeat(maximumBytes) })),
  'unknown-journey': changed(() => ({ subject: neverEnrolled }), neverEnrolled),
} as const satisfies Record<string, Spoil>;

const ways = Object.values(spoils) as [Spoil, ...Spoil[]];

/** A message like `message` that cannot be used, spoilt in one of all ways. */
export function spoilt(message: Message, random: Random): Message {
  return random.pick(ways)(message);
}
