import { randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { ownServingGeneration } from '../../apps/journal-projector/src/generations/generation.js';
import type { Database } from '#database/database.js';
import { schemaOfGeneration } from '#database/read-model-generation.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';

const identifierBytes = 26;
const atOnce = 5_000;

/** For the journeys that are there, in turn, others of their shape under names of their own, so many more in all. */
export async function multiplyJourneys(
  database: Database,
  more: number,
  written: (count: number) => void,
): Promise<void> {
  const rows = await database.selectFrom('read_model.journey').select('journey_id').execute();
  const originals = rows.map(({ journey_id: id }) => id);
  for (let done = 0; done < more; done += atOnce) {
    const count = Math.min(atOnce, more - done);
    const pairs = Array.from({ length: count }, (_, index) => ({
      original: originals[(done + index) % originals.length] ?? '',
      id: journeyIdentifier(randomBytes(identifierBytes)),
    }));
    await database.transaction().execute(async (transaction) => {
      const { number } = await ownServingGeneration(transaction);
      for (const copy of copies(schemaOfGeneration(number), pairs)) await copy.execute(transaction);
    });
    written(done + count);
  }
}

type Pair = { readonly original: string; readonly id: string };

/** The rows of the originals with the other names, table by table. */
function copies(schema: string, pairs: readonly Pair[]): readonly RawBuilder<unknown>[] {
  const originals = pairs.map(({ original }) => original);
  const ids = pairs.map(({ id }) => id);
  const named = sql`unnest(${originals}::text[], ${ids}::text[]) AS named (original, id)`;
  const table = (name: string) => sql.id(schema, name);
  const renamed = (column: string) =>
    sql`replace(row.${sql.id(column)}::text, named.original, named.id)::json`;
  return [
    sql`INSERT INTO ${table('journey')}
      SELECT named.id, sequence, last_hash, stage, stage_since, treating_site, collection_site,
        product, indication, criticality, holds, next_deadline_name, next_deadline_at, enrolled_at,
        outcome, ${renamed('state')}
      FROM ${table('journey')} AS row JOIN ${named} ON row.journey_id = named.original`,
    sql`INSERT INTO ${table('identifier')}
      SELECT system, replace(value, named.original, named.id), named.id
      FROM ${table('identifier')} AS row JOIN ${named} ON row.journey_id = named.original`,
    sql`INSERT INTO ${table('task')}
      SELECT named.id, name, left(encode(sha256(convert_to(named.id || '|' || name, 'UTF8')), 'hex'), 32),
        kind, roles, waits_for_partner, urgency, visible_from, due_at, since, treating_site,
        collection_site, product, stage, partner_id, ${renamed('task')}
      FROM ${table('task')} AS row JOIN ${named} ON row.journey_id = named.original`,
    sql`INSERT INTO ${table('measure')}
      SELECT named.id, treating_site, product, enrolled_at, collected_at, infused_at, closed_at,
        outcome, stage_at_end, excursions, out_of_specification, manufacturing_attempts, stages
      FROM ${table('measure')} AS row JOIN ${named} ON row.journey_id = named.original`,
  ];
}
