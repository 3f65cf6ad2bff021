import { type Kysely, sql } from 'kysely';
import type { StreamedRecord } from '#contracts/http/stream.schema.js';
import type { Database } from '#database/database.js';
import type { Tables } from '#database/tables.js';
import type { JourneySites } from '#access/caller.js';
import type { Position } from './offset-vector.js';

/** A record that somebody may hear of, where the journal holds it and whose it is. */
export type HeardRecord = {
  readonly partition: number;
  readonly offset: number;
  readonly sites: JourneySites;
  readonly told: StreamedRecord;
};

/** Runs reads that see the read model as it is at one moment; no swap comes between them. */
export async function atOneMoment<T>(
  database: Database,
  read: (moment: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(read);
}

/** How far the read model has come. */
export async function standing(moment: Kysely<Tables>): Promise<Position> {
  // First, so that from here on the views stay: a swap takes this one too.
  const rows = await moment
    .selectFrom('read_model.projection_offset')
    .select(['partition', 'next'])
    .execute();
  const { edition } = await moment
    .selectFrom('read_model.generation')
    .select('edition')
    .where('status', '=', 'serving')
    .executeTakeFirstOrThrow();
  const next = new Map(rows.map((row) => [row.partition, row.next]));
  const count = Math.max(-1, ...next.keys()) + 1;
  return { edition, offsets: Array.from({ length: count }, (_, index) => next.get(index) ?? 0) };
}

type Row = {
  readonly partition: number;
  readonly offset: number;
  readonly journey_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly time: string;
  readonly stage_before: string;
  readonly stage_after: string;
  readonly holds: readonly { readonly kind: string }[];
  readonly treating_site: string;
  readonly collection_site: string;
};

/** The first records from one position up to another, in the order of the journal within each partition. */
export async function recordsBetween(
  moment: Kysely<Tables>,
  from: readonly number[],
  to: readonly number[],
  most: number,
): Promise<readonly HeardRecord[]> {
  const partitions = to.map((_, partition) => partition);
  const begins = to.map((_, partition) => from[partition] ?? 0);
  const { rows } = await sql<Row>`
    SELECT record.partition, record."offset", record.journey_id, record.sequence, record.type, record.time,
      record.record -> 'data' ->> 'stageBefore' AS stage_before,
      record.record -> 'data' ->> 'stageAfter' AS stage_after,
      record.record -> 'data' -> 'holds' AS holds,
      journey.treating_site, journey.collection_site
    FROM unnest(${partitions}::integer[], ${begins}::bigint[], ${[...to]}::bigint[])
      AS span (partition, begins, ends)
    JOIN read_model.record AS record
      ON record.partition = span.partition AND record."offset" >= begins AND record."offset" < ends
    JOIN read_model.journey AS journey ON journey.journey_id = record.journey_id
    ORDER BY record.partition, record."offset"
    LIMIT ${most}`.execute(moment);
  return rows.map(heard);
}

function heard(row: Row): HeardRecord {
  return {
    partition: row.partition,
    offset: row.offset,
    sites: { treating: row.treating_site, collection: row.collection_site },
    told: {
      journeyId: row.journey_id,
      sequence: row.sequence,
      type: row.type,
      time: row.time,
      stageBefore: row.stage_before,
      stage: row.stage_after,
      holds: [...new Set(row.holds.map(({ kind }) => kind))],
    },
  };
}
