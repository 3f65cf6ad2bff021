import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';

/** Finds the journey that a subject names in the mouth of a sender; undefined when nobody knows one. */
export type JourneyNamed = (named: {
  readonly source: string;
  readonly subject: string;
}) => Promise<string | undefined>;

/**
 * Looks subjects up: a journey's own identifier is its own name, known or not; another one is what the sender itself
 * registered by `identifier.assigned`, for the journey for which it did so first.
 */
export function namedJourneys(database: Database): JourneyNamed {
  return async ({ source, subject }) => {
    if (isJourneyIdentifier(subject)) return subject;
    const found = await database
      .selectFrom('read_model.identifier as identifier')
      .innerJoin('read_model.record as record', 'record.journey_id', 'identifier.journey_id')
      .select('identifier.journey_id')
      .where('identifier.value', '=', subject)
      .where('record.type', '=', 'identifier.assigned')
      .where(sql`record.record #>> '{data,fact,source}'`, '=', source)
      .where(sql`record.record #>> '{data,fact,data,value}'`, '=', subject)
      .orderBy('record.time')
      .limit(1)
      .executeTakeFirst();
    return found?.journey_id;
  };
}
