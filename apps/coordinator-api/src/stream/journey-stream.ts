import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type Caller, type JourneySites, rolesFor } from '#access/caller.js';
import { people } from '#access/role.js';
import type { Database } from '#database/database.js';
import type { JustReceived } from '#register/just-received.js';
import { appliedEvent, connectedEvent, ping, receivedEvent, resetEvent } from './event-text.js';
import { after, type JournalFeed, type Subscriber } from './journal-feed.js';
import { atOneMoment, type HeardRecord, recordsBetween } from './journal-window.js';
import { distance, type Position } from './offset-vector.js';
import type { ReceivedFeed, ReceivedSubscriber } from './received-feed.js';
import { streamMetrics } from './stream-metrics.js';

/** What one stream depends on; `pingMs` is how long it is silent at most. */
export type StreamPorts = {
  readonly database: Database;
  readonly feed: JournalFeed;
  readonly received: Pick<ReceivedFeed, 'add' | 'remove'>;
  /** Journey time of a wall time, both RFC 3339. */
  readonly journeyTime: (wallTime: string) => string;
  readonly window: number;
  readonly pingMs: number;
};

const recordsAtOnce = 1_000;
// A reader that has so much unread is told to come again: what it missed is in the journal, not in our memory.
const mostUnreadBytes = 512 * 1_024;
const mostWaiting = 5_000;

/** One open stream: what its caller may see, from where the caller left off. */
export class JourneyStream implements Subscriber, ReceivedSubscriber {
  private edition: number;
  private offsets: number[];
  /** What is gained while the caller catches up; null once that is done. */
  private waiting: HeardRecord[] | null = [];
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly ports: StreamPorts,
    private readonly caller: Caller,
    private readonly output: Writable,
    private readonly start: Position,
  ) {
    this.edition = start.edition;
    this.offsets = [...start.offsets];
    ports.feed.add(this);
    ports.received.add(this);
    this.timer = setInterval(() => this.write(ping(this.position)), ports.pingMs);
    output.on('error', () => this.end());
    output.on('close', () => this.end());
  }

  /** Tells what was missed since `last`, then what comes. Without `last` nothing was missed. */
  async open(last: Position | 'none' | 'unknown'): Promise<void> {
    const { start } = this;
    if (last === 'none') {
      this.write(connectedEvent(start));
    } else if (last === 'unknown' || !this.isWithinReach(last)) {
      this.write(resetEvent(start));
    } else {
      this.offsets = [...last.offsets];
      this.write(connectedEvent(last));
      await this.catchUp();
    }
    const waiting = this.waiting ?? [];
    this.waiting = null;
    this.tell(waiting);
  }

  hear(records: readonly HeardRecord[], position: Position): void {
    if (this.waiting === null) {
      this.tell(records);
      this.advance(position.offsets);
      return;
    }
    this.waiting.push(...records);
    if (this.waiting.length > mostWaiting) this.drop();
  }

  /** Who catches up hears of it when it is applied. */
  hearReceived(events: readonly JustReceived[]): void {
    if (this.waiting !== null) return;
    for (const { sites, ...receipt } of events) {
      if (!this.isVisible(sites)) continue;
      const receivedAt = this.ports.journeyTime(receipt.receivedAt);
      this.write(receivedEvent({ ...receipt, receivedAt }));
    }
  }

  reset(position: Position): void {
    this.waiting &&= [];
    this.edition = position.edition;
    this.offsets = [...position.offsets];
    this.write(resetEvent(position));
  }

  /** Ends the stream; its caller may open another from where this one ended. */
  end(): void {
    clearInterval(this.timer);
    this.ports.feed.remove(this);
    this.ports.received.remove(this);
    this.output.end();
  }

  private get position(): Position {
    return { edition: this.edition, offsets: this.offsets };
  }

  private isWithinReach(last: Position): boolean {
    const { start, ports } = this;
    return last.edition === start.edition && distance(last, start) <= ports.window;
  }

  private async catchUp(): Promise<void> {
    const { start, output, ports } = this;
    const isCurrent = (): boolean => this.edition === start.edition && !output.destroyed;
    for (let isMore = distance(this.position, start) > 0; isMore && isCurrent();) {
      const records = await atOneMoment(ports.database, async (moment) =>
        recordsBetween(moment, this.offsets, start.offsets, recordsAtOnce),
      );
      if (!isCurrent()) return;
      isMore = records.length === recordsAtOnce;
      this.tell(records);
      this.advance(isMore ? after(records, this.position, start).offsets : start.offsets);
      await this.drained();
    }
  }

  private tell(records: readonly HeardRecord[]): void {
    for (const { partition, offset, sites, told } of records) {
      if (offset < (this.offsets[partition] ?? 0)) continue;
      this.moveTo(partition, offset + 1);
      if (this.isVisible(sites)) this.write(appliedEvent(told, this.position));
    }
  }

  private isVisible(sites: JourneySites): boolean {
    return rolesFor(this.caller, sites).some((role) => people.includes(role));
  }

  /** Never back: the process that was heard before may have been ahead of this one. */
  private advance(offsets: readonly number[]): void {
    offsets.forEach((offset, partition) => this.moveTo(partition, offset));
  }

  private moveTo(partition: number, next: number): void {
    while (this.offsets.length <= partition) this.offsets.push(0);
    this.offsets[partition] = Math.max(next, this.offsets[partition] ?? 0);
  }

  private write(text: string): void {
    if (this.output.writableEnded || this.output.destroyed) return;
    this.output.write(text);
    if (this.output.writableLength > mostUnreadBytes) this.drop();
  }

  private async drained(): Promise<void> {
    if (!this.output.writableNeedDrain || this.output.destroyed) return;
    const over = new AbortController();
    const { signal } = over;
    await Promise.race([
      once(this.output, 'drain', { signal }),
      once(this.output, 'close', { signal }),
    ]).catch(() => undefined);
    over.abort();
  }

  private drop(): void {
    streamMetrics.dropped.inc();
    this.output.destroy();
    this.end();
  }
}
