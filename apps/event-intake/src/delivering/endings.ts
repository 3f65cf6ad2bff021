import type { EventName, ReceivedEvents, Waiting } from '#register/received-events.js';
import { Gathering } from '../gathering/gathering.js';

const mostTogether = 500;

/** Notes in the register how deliveries ended, those of many journeys in one commit. */
export class Endings {
  private readonly deliveries: Gathering<EventName & { readonly journeyId: string }>;
  private readonly waits: Gathering<Waiting>;

  constructor(received: ReceivedEvents) {
    this.deliveries = new Gathering(
      allOf((events) => received.delivered(events)),
      mostTogether,
    );
    this.waits = new Gathering(
      allOf((events) => received.wait(events)),
      mostTogether,
    );
  }

  /** The event is stored for its journey. */
  delivered(event: EventName & { readonly journeyId: string }): Promise<void> {
    return this.deliveries.add(event);
  }

  /** The event waits in the register. */
  wait(event: Waiting): Promise<void> {
    return this.waits.add(event);
  }
}

function allOf<I>(note: (items: readonly I[]) => Promise<void>) {
  return async (items: readonly I[]): Promise<readonly void[]> => {
    await note(items);
    return [];
  };
}
