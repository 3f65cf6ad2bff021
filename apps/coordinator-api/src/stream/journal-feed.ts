import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Database } from '#database/database.js';
import { Notifications } from '#database/notifications.js';
import type { Logger } from '#observability/logger.js';
import { atOneMoment, type HeardRecord, recordsBetween, standing } from './journal-window.js';
import { distance, type Position } from './offset-vector.js';

/** Who is told what the journal gains. */
export type Subscriber = {
  /** Records in order, and the position after them. */
  readonly hear: (records: readonly HeardRecord[], position: Position) => void;
  /** What was told before may differ now, or too much was gained to tell it. */
  readonly reset: (position: Position) => void;
};

/** What the feed depends on; `window` is how many records are told at most after a break. */
export type FeedPorts = {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly window: number;
};

const recordsAtOnce = 1_000;
const retryMs = 1_000;

/** Follows the read model and tells every subscriber of this process, whoever they are, with one read for all. */
export class JournalFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscribers = new Set<Subscriber>();
  private readonly notifications: Notifications;
  private known: Position | null = null;
  private looking: Promise<void> | null = null;
  private isStale = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly ports: FeedPorts) {
    const look = (): void => this.look();
    this.notifications = new Notifications(ports.databaseUrl, {
      name: 'coordinator-api-stream',
      channel: 'journal',
      onListening: look,
      onNotification: look,
    });
  }

  onApplicationBootstrap(): void {
    this.notifications.start();
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.notifications.close();
    await this.looking;
  }

  /** How far the feed has come; null before it has looked for the first time. */
  get position(): Position | null {
    return this.known;
  }

  /** Tells a subscriber everything after the position at the time of this call. */
  add(subscriber: Subscriber): void {
    this.subscribers.add(subscriber);
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
  }

  private look(): void {
    this.isStale = true;
    this.looking ??= this.lookOn().finally(() => {
      this.looking = null;
    });
  }

  private async lookOn(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      try {
        await this.readOn();
      } catch (error) {
        this.ports.logger.warn(`the stream cannot follow the read model: ${String(error)}`);
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.look(), retryMs);
        return;
      }
    }
  }

  private async readOn(): Promise<void> {
    const { database, window } = this.ports;
    await atOneMoment(database, async (moment) => {
      const now = await standing(moment);
      const from = this.known;
      if (from === null || this.subscribers.size === 0) {
        this.known = now;
      } else if (from.edition !== now.edition || distance(from, now) > window) {
        this.reset(now);
      } else {
        await this.tell(from, now, (offsets) =>
          recordsBetween(moment, offsets, now.offsets, recordsAtOnce),
        );
      }
    });
  }

  private reset(position: Position): void {
    this.known = position;
    for (const subscriber of this.subscribers) subscriber.reset(position);
  }

  private async tell(
    from: Position,
    to: Position,
    read: (offsets: readonly number[]) => Promise<readonly HeardRecord[]>,
  ): Promise<void> {
    let position = from;
    for (let isMore = true; isMore;) {
      const records = await read(position.offsets);
      isMore = records.length === recordsAtOnce;
      position = isMore ? after(records, position, to) : to;
      this.known = position;
      for (const subscriber of this.subscribers) subscriber.hear(records, position);
    }
  }
}

/** The position after records that came in the order of partitions: all before the last one's are told. */
export function after(records: readonly HeardRecord[], from: Position, to: Position): Position {
  const last = records.at(-1);
  if (last === undefined) return from;
  return {
    edition: from.edition,
    offsets: to.offsets.map((offset, partition) => {
      if (partition < last.partition) return offset;
      return partition === last.partition ? last.offset + 1 : (from.offsets[partition] ?? 0);
    }),
  };
}
