import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Database } from '#database/database.js';
import { Notifications } from '#database/notifications.js';
import type { Logger } from '#observability/logger.js';
import { type JustReceived, justReceived, receivedChannel } from '#register/just-received.js';

/** Who is told what was received and is not applied yet. */
export type ReceivedSubscriber = {
  readonly hearReceived: (events: readonly JustReceived[]) => void;
};

/** What the feed depends on. */
export type ReceivedFeedPorts = {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly logger: Logger;
};

/**
 * Tells every subscriber of this process what the register has just received, with one read for all. What is missed while
 * the connection is broken is told by nobody: it is in the status until it is applied, and then in the journal.
 */
export class ReceivedFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscribers = new Set<ReceivedSubscriber>();
  private readonly notifications: Notifications;
  private telling: Promise<void> = Promise.resolve();

  constructor(private readonly ports: ReceivedFeedPorts) {
    this.notifications = new Notifications(ports.databaseUrl, {
      name: 'coordinator-api-received',
      channel: receivedChannel,
      onListening: () => undefined,
      onNotification: (payload) => {
        if (this.subscribers.size === 0) return;
        this.telling = this.telling.then(() => this.tell(payload));
      },
    });
  }

  onApplicationBootstrap(): void {
    this.notifications.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.notifications.close();
    await this.telling;
  }

  add(subscriber: ReceivedSubscriber): void {
    this.subscribers.add(subscriber);
  }

  remove(subscriber: ReceivedSubscriber): void {
    this.subscribers.delete(subscriber);
  }

  private async tell(payload: string): Promise<void> {
    try {
      const events = await justReceived(this.ports.database, payload);
      for (const subscriber of this.subscribers) subscriber.hearReceived(events);
    } catch (error) {
      this.ports.logger.warn(`what was received could not be told: ${String(error)}`);
    }
  }
}
