import type { InboundEvent } from '#contracts/inbound/inbound-event.js';

/** An event on its way to a journey, and what to do when its delivery has ended. */
export type LaneItem<T> = { readonly event: InboundEvent; readonly bytes: number; readonly of: T };

const mostEvents = 64;
const mostBytes = 256 * 1_024;

/** What waits for one journey, first come, first served. */
export class JourneyLane<T> {
  private readonly waiting: LaneItem<T>[] = [];

  constructor(readonly journeyId: string) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  add(item: LaneItem<T>): void {
    this.waiting.push(item);
  }

  /** What one signal carries now: the first events, at most 64 and 256 KiB, at least one. They stay in the lane. */
  gather(): readonly LaneItem<T>[] {
    let bytes = 0;
    const end = this.waiting.findIndex((item, index) => {
      bytes += item.bytes;
      return index > 0 && (index === mostEvents || bytes > mostBytes);
    });
    return this.waiting.slice(0, end === -1 ? this.waiting.length : end);
  }

  /** Removes the first `count` events: their delivery has ended. */
  remove(count: number): void {
    this.waiting.splice(0, count);
  }
}
