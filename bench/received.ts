import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const lookEveryMs = 20;

/** Counts what the register has received, which is when an event is kept for good and shown as received. */
export class Received {
  private readonly database: pg.Client;

  constructor(connectionString: string) {
    this.database = new pg.Client({ connectionString });
  }

  async open(): Promise<void> {
    await this.database.connect();
  }

  async close(): Promise<void> {
    await this.database.end();
  }

  async count(): Promise<number> {
    const { rows } = await this.database.query<{ received: string }>(
      'SELECT count(*) AS received FROM register.received_event',
    );
    return Number(rows[0]?.received ?? 0);
  }

  /** Milliseconds until so many are received, at most `limitMs`. */
  async until(count: number, limitMs: number): Promise<number> {
    const start = performance.now();
    while (performance.now() - start < limitMs && (await this.count()) < count) {
      await pause(lookEveryMs);
    }
    return performance.now() - start;
  }
}
