import { type ControlledTransaction, sql } from 'kysely';
import type { Database } from '#database/database.js';
import { viewsOf } from '#database/read-model-generation.js';
import type { Tables } from '#database/tables.js';
import { type Generation, tablesWithin } from './generation.js';
import type { Offsets } from './generations.js';

const longestHold = '5s';
// Shorter than the second after which PostgreSQL looks for deadlocks: of a swap and a reader that wait for each other,
// the swap yields, and no reader waits longer for a swap.
const longestSwap = 800;

/** The serving generation held where it stands, so that another can take its place; readers notice nothing. */
export class Swap {
  private constructor(
    private readonly transaction: ControlledTransaction<Tables>,
    private readonly serving: Generation,
    /** Where the serving generation stands. */
    readonly held: Offsets,
  ) {}

  /** Holds a generation; undefined when it serves no more. */
  static async of(database: Database, serving: Generation): Promise<Swap | undefined> {
    const transaction = await database.startTransaction().execute();
    try {
      await sql`SET LOCAL lock_timeout = ${sql.lit(longestHold)}`.execute(transaction);
      const row = await transaction
        .selectFrom('read_model.generation')
        .select('generation')
        .where('generation', '=', serving.number)
        .where('status', '=', 'serving')
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) {
        await transaction.rollback().execute();
        return undefined;
      }
      const offsets = await tablesWithin(transaction, serving)
        .selectFrom('projection_offset')
        .select(['partition', 'next'])
        .orderBy('partition')
        .forUpdate()
        .execute();
      const held = new Map(offsets.map(({ partition, next }) => [partition, next]));
      return new Swap(transaction, serving, held);
    } catch (error) {
      await transaction.rollback().execute();
      throw error;
    }
  }

  /** Lets `next` serve from now on; rejects when readers keep the views for too long. */
  async to(next: Generation): Promise<void> {
    const { transaction, serving } = this;
    await this.show(next);
    await tablesWithin(transaction, serving).deleteFrom('projection_offset').execute();
    const { edition } = await transaction
      .updateTable('read_model.generation')
      .set({ status: 'retired' })
      .where('generation', '=', serving.number)
      .returning('edition')
      .executeTakeFirstOrThrow();
    await transaction
      .updateTable('read_model.generation')
      .set({ status: 'serving', edition: edition + 1 })
      .where('generation', '=', next.number)
      .execute();
    await sql`SELECT pg_notify('journal', ${JSON.stringify({ journeys: null })})`.execute(
      transaction,
    );
    await transaction.commit().execute();
  }

  private async show(next: Generation): Promise<void> {
    const end = Date.now() + longestSwap;
    for (const view of viewsOf(next.number)) {
      const left = Math.max(1, end - Date.now());
      await sql`SET LOCAL lock_timeout = ${sql.lit(left)}`.execute(this.transaction);
      await view.execute(this.transaction);
    }
  }

  /** Lets the serving generation go on. */
  async end(): Promise<void> {
    const { transaction } = this;
    if (transaction.isCommitted || transaction.isRolledBack) return;
    await transaction.rollback().execute();
  }
}
