import type { InboundEvent } from '#contracts/inbound/inbound-event.js';

/** How a delivery ended: stored for the journey for good, or there is no journey that can take it. */
export type Delivery = 'stored' | 'unknown-journey' | 'journey-closed';

/**
 * Hands events to one journey, in order; returns when they are stored for good.
 * @throws whatever keeps it from knowing: the delivery is then repeated.
 */
export type DeliverToJourney = (
  journeyId: string,
  events: readonly InboundEvent[],
) => Promise<Delivery>;
