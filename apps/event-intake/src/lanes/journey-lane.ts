import type { Content, Delivery } from './journey-port.js';

/** Something on its way to a journey, and what to do when its delivery has ended, after so many attempts. */
export type LaneItem = {
  readonly content: Content;
  readonly bytes: number;
  /** Repeated when it rejects. */
  readonly ended: (delivery: Delivery, attempts: number) => Promise<void>;
};

const mostEvents = 64;
const mostBytes = 256 * 1_024;

/** What waits for one journey, first come, first served. */
export class JourneyLane {
  private readonly waiting: LaneItem[] = [];
  private isGathering: (() => void) | undefined;

  constructor(readonly journeyId: string) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Who sent what comes next. */
  get sender(): string {
    const content = this.waiting[0]?.content;
    return content?.kind === 'event' ? content.event.source : '';
  }

  add(item: LaneItem): void {
    this.waiting.push(item);
    if (this.isFull) this.isGathering?.();
  }

  /** Waits until there is enough for a whole signal, at most `longest` ms. */
  async gathered(longest: number): Promise<void> {
    if (this.isFull) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      this.isGathering = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.isGathering = undefined;
  }

  /**
   * What one signal carries now: the first of one kind, at most 64 and 256 KiB, at least one. They stay in the lane.
   */
  gather(): readonly LaneItem[] {
    const [first] = this.waiting;
    let bytes = 0;
    const end = this.waiting.findIndex((item, index) => {
      bytes += item.bytes;
      const isOther = item.content.kind !== first?.content.kind;
      return index > 0 && (index === mostEvents || bytes > mostBytes || isOther);
    });
    return this.waiting.slice(0, end === -1 ? this.waiting.length : end);
  }

  /** Removes the first `count`: their delivery has ended. */
  remove(count: number): void {
    this.waiting.splice(0, count);
  }

  private get isFull(): boolean {
    return this.waiting.length >= mostEvents;
  }
}
