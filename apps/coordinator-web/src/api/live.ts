import { createEventSource, type EventSourceClient } from 'eventsource-client';
import type { StreamedRecord } from '#contracts/http/stream.schema.js';

/** Whether what is shown follows the journeys, since when, and when it is tried again; wall milliseconds. */
export type LiveState = {
  readonly state: 'connecting' | 'live' | 'lost';
  readonly since: number;
  readonly retryAt: number | null;
};

/** What is heard from the stream. */
export type Heard = {
  readonly onRecord: (record: StreamedRecord) => void;
  /** Too much was missed: everything shown may be old. */
  readonly onReset: () => void;
};

/** The live stream of one signed-in person; it connects again by itself. */
export class LiveStream {
  private source: EventSourceClient | null = null;
  private current: LiveState = { state: 'connecting', since: Date.now(), retryAt: null };
  private readonly listeners = new Set<() => void>();

  /** Begins to follow; `token` opens the stream until it expires. */
  follow(token: string, heard: Heard): void {
    const before = this.source?.lastEventId;
    this.stop();
    let wasLost = false;
    this.source = createEventSource({
      url: new URL('/api/v1/stream', location.origin),
      headers: { authorization: `Bearer ${token}` },
      ...(before === undefined ? {} : { initialLastEventId: before }),
      onConnect: () => {
        this.tell('live', null);
        if (wasLost) heard.onReset();
        wasLost = false;
      },
      onScheduleReconnect: ({ delay }) => {
        wasLost = true;
        this.tell('lost', Date.now() + delay);
      },
      onMessage: ({ event, data }) => {
        if (event === 'applied') heard.onRecord(JSON.parse(data) as StreamedRecord);
        if (event === 'reset') heard.onReset();
      },
    });
  }

  /** Ends it; what is shown is not live any more. */
  stop(): void {
    this.source?.close();
    this.source = null;
  }

  /** Tries again at once. */
  retry(): void {
    this.source?.close();
    this.source?.connect();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): LiveState => this.current;

  private tell(state: LiveState['state'], retryAt: number | null): void {
    const since = state === this.current.state ? this.current.since : Date.now();
    this.current = { state, since, retryAt };
    for (const listener of this.listeners) listener();
  }
}
