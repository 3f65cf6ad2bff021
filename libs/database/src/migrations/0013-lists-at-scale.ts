import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { schemaOfGeneration } from '../read-model-generation.js';

const order = `coalesce(next_deadline_at, 'infinity'), journey_id`;

// A page is read from where it begins, whatever filters it.
const indexes: readonly (readonly [name: string, on: string])[] = [
  ['journey_by_due', `journey (${order})`],
  ['journey_by_stage_due', `journey (stage, ${order})`],
  ['journey_by_treating_site_due', `journey (treating_site, ${order})`],
  ['journey_by_collection_site_due', `journey (collection_site, ${order})`],
  ['journey_on_hold', `journey (${order}) WHERE holds <> '{}'`],
  ['journey_not_stable', `journey (${order}) WHERE criticality <> 'stable'`],
  ['task_by_role', 'task USING gin (roles)'],
  ['task_by_collection_site', 'task (collection_site)'],
];

/** Indexes for lists of a hundred thousand journeys. */
export const listsAtScale: Migration = {
  up: async (database: Kysely<unknown>) => {
    const { rows } = await sql<{ generation: number }>`
      SELECT generation FROM read_model.generation ORDER BY generation`.execute(database);
    for (const { generation } of rows) {
      const schema = schemaOfGeneration(generation);
      for (const [name, on] of indexes) {
        await sql`CREATE INDEX ${sql.id(name)} ON ${sql.raw(`${schema}.${on}`)}`.execute(database);
      }
    }
  },
};
