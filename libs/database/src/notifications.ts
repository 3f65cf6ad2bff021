import pg from 'pg';

/** What is listened to and who is told; `onListening` is told each time listening begins, also after a break. */
export type Listening = {
  readonly name: string;
  readonly channel: string;
  readonly onListening: () => void;
  readonly onNotification: (payload: string) => void;
};

const pauseMs = 1_000;

/**
 * Hears what is notified on a channel, over a connection of its own that is replaced whenever it breaks. What is
 * notified meanwhile is not heard: whoever listens looks for itself when listening begins.
 */
export class Notifications {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly listening: Listening,
  ) {}

  /** Begins to listen and keeps trying until `close`. */
  start(): void {
    void this.connect();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const { name, channel, onListening, onNotification } = this.listening;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: name,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.client = client;
    // An end follows every error of the connection, and only that counts.
    client.on('error', () => undefined);
    client.on('end', () => this.connectAgain());
    client.on('notification', ({ payload }) => onNotification(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      onListening();
    } catch {
      await client.end().catch(() => undefined);
      this.connectAgain();
    }
  }

  private connectAgain(): void {
    if (this.isClosed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), pauseMs);
  }
}
