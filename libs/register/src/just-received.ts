import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';

/** The channel on which the register says what was received, as positions with commas between, when it is durable. */
export const receivedChannel = 'received';

/** An event that was just received for a journey, and the sites of the journey; `receivedAt` is wall time. */
export type JustReceived = {
  readonly journeyId: string;
  readonly type: string;
  readonly source: string;
  readonly happenedAt: Instant;
  readonly receivedAt: Instant;
  readonly sites: { readonly treating: string; readonly collection: string };
};

const notification = /^\d+(,\d+)*$/;

/** What a notification of the channel tells of, in the order in which it came; what no journey is known for is left out. */
export async function justReceived(
  database: Database,
  payload: string,
): Promise<readonly JustReceived[]> {
  if (!notification.test(payload)) return [];
  const { rows } = await sql<JustReceived>`
    SELECT event.journey_id AS "journeyId", event.type, event.source,
      event.happened_at AS "happenedAt", event.received_at AS "receivedAt",
      jsonb_build_object(
        'treating', coalesce(journey.treating_site, enrolment.enrolment #>> '{sites,treating}', ''),
        'collection', coalesce(journey.collection_site, enrolment.enrolment #>> '{sites,collection}', '')
      ) AS sites
    FROM register.received_event AS event
    LEFT JOIN read_model.journey AS journey ON journey.journey_id = event.journey_id
    LEFT JOIN register.enrolment AS enrolment ON enrolment.journey_id = event.journey_id
    WHERE event.position = ANY (${payload.split(',')}::bigint[])
      AND coalesce(journey.journey_id, enrolment.journey_id) IS NOT NULL
    ORDER BY event.position`.execute(database);
  return rows;
}
