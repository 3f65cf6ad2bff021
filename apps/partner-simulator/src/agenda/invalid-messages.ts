import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Random } from '../story/random.js';

/** A CloudEvent about to be sent. */
export type Message = { readonly topic: string; readonly key: string; readonly value: string };

/** How a message is signed. */
export type Signing = 'valid-key' | 'expired-key' | 'unknown-key' | 'other-bytes' | 'nothing';

/** A way in which a message can be unusable, and the reason it should be refused for. */
export type InvalidKind = {
  readonly reason: string;
  readonly spoil: (message: Message) => Message;
  readonly signing: Signing;
};

function changed(
  change: (event: Record<string, unknown>) => Record<string, unknown>,
  key?: string,
): InvalidKind['spoil'] {
  return (message) => {
    const event = JSON.parse(message.value) as Record<string, unknown>;
    const changedEvent = { ...event, id: `${String(event['id'])}/invalid`, ...change(event) };
    return { ...message, key: key ?? message.key, value: JSON.stringify(changedEvent) };
  };
}

const another = changed(() => ({}));

/** Well formed, but of no journey: its random part is zero throughout. */
const neverEnrolled = journeyIdentifier(new Uint8Array(26));

const maximumBytes = 32 * 1024;

function rightlySigned(reason: string, spoil: InvalidKind['spoil']): InvalidKind {
  return { reason, spoil, signing: 'valid-key' };
}

/** Every way in which a message can be unusable. */
export const invalidKinds: readonly InvalidKind[] = [
  rightlySigned('malformed-json', (message) => ({
    ...message,
    value: message.value.slice(0, -7),
  })),
  rightlySigned(
    'invalid-envelope',
    changed(() => ({ specversion: '0.3' })),
  ),
  rightlySigned(
    'unknown-type',
    changed(() => ({ type: 'patient.teleported' })),
  ),
  rightlySigned(
    'invalid-data',
    changed(() => ({ data: { unexpected: true } })),
  ),
  rightlySigned(
    'unknown-source',
    changed(() => ({ source: 'urn:v2v:lab:nobody' })),
  ),
  rightlySigned('not-permitted', (message) => ({
    ...changed(() => ({ type: 'shipment.lost', data: { shipmentId: 'C-NONE' } }))(message),
    topic: 'manufacturing.events.v1',
  })),
  rightlySigned(
    'too-large',
    changed(() => ({ filler: 'x'.repeat(maximumBytes) })),
  ),
  rightlySigned(
    'unknown-journey',
    changed(() => ({ subject: neverEnrolled }), neverEnrolled),
  ),
  rightlySigned(
    'conflicting-duplicate',
    changed(({ id }) => ({ id, performedby: 'somebody-else' })),
  ),
  { reason: 'bad-signature', spoil: another, signing: 'nothing' },
  { reason: 'bad-signature', spoil: another, signing: 'other-bytes' },
  { reason: 'bad-signature', spoil: another, signing: 'unknown-key' },
  { reason: 'expired-key', spoil: another, signing: 'expired-key' },
];

/** A message that cannot be used, and how it is to be signed. */
export type Spoilt = { readonly message: Message; readonly signing: Signing };

/**
 * A message like `message` that cannot be used, spoilt in one of all ways. `isOpen` says whether its sender can sign
 * in a way and would be refused for it.
 */
export function spoilt(
  message: Message,
  isOpen: (signing: Signing) => boolean,
  random: Random,
): Spoilt {
  const [first, ...others] = invalidKinds.filter(({ signing }) => isOpen(signing));
  if (first === undefined) throw new RangeError('no message can be spoilt by nobody');
  const { spoil, signing } = random.pick([first, ...others]);
  return { message: spoil(message), signing };
}
