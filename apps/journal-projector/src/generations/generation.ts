import { type Kysely, sql, type Transaction } from 'kysely';
import { schemaOfGeneration } from '#database/read-model-generation.js';
import type { ReadModelTables, Tables } from '#database/tables.js';
import { projectionVersion } from './projection-version.js';

/** A generation of the read model and the version of the projection that fills it. */
export type Generation = { readonly number: number; readonly version: number };

/** The read model that serves is of another version than this release projects. */
export class OtherVersionError extends Error {
  readonly code = 'other-projection-version';
  constructor(readonly found: number) {
    super(
      found > projectionVersion
        ? `the read model is of version ${found}: a later release projects it, this one has ${projectionVersion}`
        : `the read model is of version ${found} and version ${projectionVersion} is not built yet`,
    );
    this.name = 'OtherVersionError';
  }
}

/** The tables of one generation. */
export function tablesOf(
  connection: Kysely<Tables>,
  generation: Generation,
): Kysely<ReadModelTables> {
  return connection
    .$extendTables<ReadModelTables>()
    .withSchema(schemaOfGeneration(generation.number));
}

/** The tables of one generation, within a transaction. */
export function tablesWithin(
  transaction: Transaction<Tables>,
  generation: Generation,
): Transaction<ReadModelTables> {
  return tablesOf(transaction, generation) as Transaction<ReadModelTables>;
}

/** The generation that is read. */
export async function servingGeneration(connection: Kysely<Tables>): Promise<Generation> {
  const row = await connection
    .selectFrom('read_model.generation')
    .select(['generation', 'projection_version'])
    .where('status', '=', 'serving')
    .executeTakeFirstOrThrow();
  return { number: row.generation, version: row.projection_version };
}

/** The generation that is read. @throws OtherVersionError when this release does not project it. */
export async function ownServingGeneration(connection: Kysely<Tables>): Promise<Generation> {
  const serving = await servingGeneration(connection);
  if (serving.version === projectionVersion) return serving;
  if (serving.version > projectionVersion || !(await claimedEmpty(connection, serving))) {
    throw new OtherVersionError(serving.version);
  }
  return { ...serving, version: projectionVersion };
}

/** A generation into which nothing was projected yet is of whatever version begins with it. */
async function claimedEmpty(
  connection: Kysely<Tables>,
  { number, version }: Generation,
): Promise<boolean> {
  const schema = sql.id(schemaOfGeneration(number));
  const { numAffectedRows } = await sql`
    UPDATE read_model.generation SET projection_version = ${projectionVersion}
    WHERE generation = ${number} AND projection_version = ${version}
      AND NOT EXISTS (SELECT FROM ${schema}.projection_offset WHERE next > 0)`.execute(connection);
  return numAffectedRows === 1n;
}
