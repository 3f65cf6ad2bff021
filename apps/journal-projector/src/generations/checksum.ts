import { createHash, type Hash } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { readModelOrder, schemaOfGeneration } from '#database/read-model-generation.js';
import type { Tables } from '#database/tables.js';
import type { Generation } from './generation.js';

/** What a generation holds: a hash over all its rows in order, offsets left out, and how many rows there are. */
export type Checksum = { readonly checksum: string; readonly rows: number };

const { projection_offset: _offsets, ...hashed } = readModelOrder;
const rowsAtOnce = 2_000;

/** The checksum of a generation as a transaction sees it; equal when every row is. */
export async function checksumOf(
  transaction: Kysely<Tables>,
  generation: Generation,
): Promise<Checksum> {
  await sql`SET LOCAL TIME ZONE 'UTC'`.execute(transaction);
  const whole = createHash('sha256');
  let rows = 0;
  for (const [table, order] of Object.entries(hashed)) {
    whole.update(table);
    rows += await hashRows(
      transaction,
      sql.id(schemaOfGeneration(generation.number), table),
      order,
      whole,
    );
  }
  return { checksum: whole.digest('hex'), rows };
}

async function hashRows(
  transaction: Kysely<Tables>,
  table: RawBuilder<unknown>,
  order: readonly string[],
  whole: Hash,
): Promise<number> {
  const columns = order.map((column) =>
    column === 'sequence' ? sql.id(column) : sql`${sql.id(column)} COLLATE "C"`,
  );
  await sql`DECLARE hashed_rows NO SCROLL CURSOR FOR
    SELECT sha256(convert_to(one_row::text, 'UTF8')) AS hash
    FROM ${table} AS one_row ORDER BY ${sql.join(columns)}`.execute(transaction);
  let count = 0;
  for (let isMore = true; isMore;) {
    const fetched = await sql<{ hash: Buffer }>`
      FETCH ${sql.lit(rowsAtOnce)} FROM hashed_rows`.execute(transaction);
    for (const { hash } of fetched.rows) whole.update(hash);
    count += fetched.rows.length;
    isMore = fetched.rows.length === rowsAtOnce;
  }
  await sql`CLOSE hashed_rows`.execute(transaction);
  return count;
}
