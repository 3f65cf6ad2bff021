import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import type { EventName, OriginalMessage } from '#register/received-events.js';

/** An event that the register holds, on its way to its journey. */
export type RegisteredEvent = {
  readonly event: InboundEvent;
  readonly message: OriginalMessage;
  /** What was tried before: how often, since when (ms) it waits and why; nothing for one that has just arrived. */
  readonly before: {
    readonly attempts: number;
    readonly waitingSince: number | null;
    readonly reason: string | null;
  } | null;
  /** Called when it is delivered or waits in the register: nobody needs to hold it any longer. */
  readonly release: () => void;
};

/** The name of an event in the register. */
export function nameOf({ source, id }: InboundEvent): EventName {
  return { source, eventId: id };
}
