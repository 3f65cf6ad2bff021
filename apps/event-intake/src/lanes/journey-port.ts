import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import type { UnusableMessage } from '#register/unusable-messages.js';

/** What a journey is signalled: an event, or that a clinical message about it could not be used. */
export type Content =
  | { readonly kind: 'event'; readonly event: InboundEvent }
  | { readonly kind: 'unusable-message'; readonly message: UnusableMessage };

/**
 * How a delivery ended: stored for the journey for good, there is no journey that can take it, or the journey cannot
 * take it now although others can.
 */
export type Delivery = 'stored' | 'unknown-journey' | 'journey-closed' | 'journey-in-trouble';

/**
 * Hands contents of one kind to one journey, in order; returns when they are stored for good.
 * @throws whatever keeps it from knowing: the delivery is then repeated, as attempt 2 and so on.
 */
export type DeliverToJourney = (
  journeyId: string,
  contents: readonly Content[],
  attempt: number,
) => Promise<Delivery>;
