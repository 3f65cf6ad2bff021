import { sql, type Transaction } from 'kysely';
import type { Database } from '#database/database.js';
import type { Tables } from '#database/tables.js';
import type { Digest } from '#domain/journey/record.js';
import type { KafkaConnection } from '#kafka/client.js';
import type { JournalEntry, Quarantine } from '#journal/decode-record.js';
import { foldJourney } from '#journal/fold-journey.js';
import {
  type Generation,
  ownServingGeneration,
  tablesOf,
  tablesWithin,
} from './generations/generation.js';
import { JourneyMessages } from './journey-messages.js';
import * as readModel from './read-model.js';
import { storedTogetherOrAlone } from './store-folded.js';

/** Nothing of this journey was ever read. */
export class NothingReadError extends Error {
  readonly code = 'nothing-read';
  constructor(readonly journeyId: string) {
    super(
      `nothing of ${journeyId} was read of the journal, or the read model is from before places were kept`,
    );
    this.name = 'NothingReadError';
  }
}

/** A journey as it is after it was built anew; `quarantine` says why its journal can still not be followed. */
export type RebuiltJourney = {
  readonly journeyId: string;
  readonly version: number;
  readonly quarantine: Quarantine | null;
};

/** Builds journeys anew, each alone, exactly as a rebuild of everything would: what lifts a quarantine. */
export class JourneyRebuild {
  constructor(
    private readonly ports: {
      readonly source: KafkaConnection;
      readonly database: Database;
      readonly digest: Digest;
    },
  ) {}

  /** Reads the journey's partition from its start; people see the journey as it was until it is built. */
  async run(journeyId: string): Promise<RebuiltJourney> {
    const { source, database, digest } = this.ports;
    const serving = await ownServingGeneration(database);
    const partition = await readModel.partitionOf(tablesOf(database, serving), journeyId);
    if (partition === undefined) throw new NothingReadError(journeyId);
    const messages = await JourneyMessages.of(source, partition, journeyId, digest);
    try {
      const { next } = await tablesOf(database, serving)
        .selectFrom('projection_offset')
        .select('next')
        .where('partition', '=', partition)
        .executeTakeFirstOrThrow();
      // The long way is read before the partition is held.
      await messages.before(next);
      return await database.transaction().execute(async (transaction) => {
        const held = await readModel.heldOffset(tablesWithin(transaction, serving), partition);
        return this.replace(transaction, serving, journeyId, await messages.before(held));
      });
    } finally {
      await messages.close();
    }
  }

  private async replace(
    transaction: Transaction<Tables>,
    serving: Generation,
    journeyId: string,
    entries: readonly JournalEntry[],
  ): Promise<RebuiltJourney> {
    if (entries.length === 0) throw new NothingReadError(journeyId);
    const tables = tablesWithin(transaction, serving);
    await readModel.forgetJourney(tables, journeyId);
    const { hash } = this.ports.digest;
    const folded = foldJourney(null, entries, () => undefined, hash);
    const [stored] = await storedTogetherOrAlone(
      tables,
      [{ ...folded, journeyId, before: null }],
      hash,
    );
    const quarantine = stored?.quarantine ?? null;
    if (quarantine !== null) await readModel.quarantine(tables, journeyId, quarantine);
    // Its records lie before what streams have told by now.
    await transaction
      .updateTable('read_model.generation')
      .set({ edition: sql<number>`edition + 1` })
      .where('generation', '=', serving.number)
      .execute();
    await readModel.notifyOf(tables, [journeyId]);
    return { journeyId, version: stored?.added.at(-1)?.record.data.sequence ?? 0, quarantine };
  }
}
