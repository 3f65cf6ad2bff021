import type { ControlledTransaction } from 'kysely';
import type { Database } from '#database/database.js';
import type { Tables } from '#database/tables.js';
import { type Checksum, checksumOf } from './checksum.js';
import { type Generation, servingGeneration } from './generation.js';

/** Two generations as they were at one moment, for a comparison that takes its time. */
export class Comparison {
  private constructor(
    private readonly snapshot: ControlledTransaction<Tables>,
    private readonly before: Generation,
    private readonly after: Generation,
  ) {}

  /** Keeps how both are now, until `end`. */
  static async of(database: Database, before: Generation, after: Generation): Promise<Comparison> {
    const snapshot = await database
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    // The first question of a transaction is what it sees all others by.
    await servingGeneration(snapshot);
    return new Comparison(snapshot, before, after);
  }

  /** The checksums of both. */
  async checksums(): Promise<{ readonly before: Checksum; readonly after: Checksum }> {
    return {
      before: await checksumOf(this.snapshot, this.before),
      after: await checksumOf(this.snapshot, this.after),
    };
  }

  async end(): Promise<void> {
    await this.snapshot.rollback().execute();
  }
}
