import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import { normalisedIdentifier } from '#domain/identifiers/normalised-identifier.js';
import type { Identifier } from './identifier-claims.js';
import { eventColumns, type NoticeEvent, type NoticeStanding } from './notice.js';

/** A recall and how far it has come, for those who follow it; times are wall times. */
export type Recall = NoticeStanding & {
  readonly notice: string;
  readonly source: string;
  readonly recallId: string;
  readonly class: string;
  readonly action: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
};

/** The kinds of identifiers under which a recalled batch can be known; a lot from a donor's cells is one, too. */
const batchSystems = ['batch', 'lot'];

/** The lots that were recalled, and which journeys touched them. A recall stays in force for ever. */
export class Recalls {
  constructor(private readonly database: Database) {}

  /**
   * Opens a recall, or takes over what a later event of the same source says of it: it names more lots, never fewer, and
   * the latest word on what is to be done counts. Returns its notice.
   */
  async open(event: NoticeEvent): Promise<string> {
    const { source, data } = event;
    const recallId = String(data['recallId']);
    const notice = `product-recall/${source}/${recallId}`;
    const { happened_at: happenedAt, event: kept } = eventColumns(event);
    const batchIds = listed(data['batchIds']);
    const vectorLots = listed(data['vectorLot']);
    await sql`
      INSERT INTO register.recall AS known (notice, source, recall_id, batch_ids, vector_lots, class,
        edition, event, happened_at, opened_at, closed_at)
      VALUES (${notice}, ${source}, ${recallId}, ${batchIds}::text[], ${vectorLots}::text[],
        ${String(data['class'])}, ${String(data['action'])}, ${kept}::json, ${happenedAt}, now(), NULL)
      ON CONFLICT (notice) DO UPDATE SET
        batch_ids = ARRAY(SELECT DISTINCT unnest(known.batch_ids || excluded.batch_ids) ORDER BY 1),
        vector_lots = ARRAY(SELECT DISTINCT unnest(known.vector_lots || excluded.vector_lots) ORDER BY 1),
        class = CASE WHEN ${later} THEN excluded.class ELSE known.class END,
        edition = CASE WHEN ${later} THEN excluded.edition ELSE known.edition END,
        event = CASE WHEN ${later} THEN excluded.event ELSE known.event END,
        happened_at = greatest(known.happened_at, excluded.happened_at)`.execute(this.database);
    return notice;
  }

  /** Finds the journeys that touched what is recalled and are of the manufacturer that recalls it. */
  async findAffected(notice: string): Promise<void> {
    await sql`
      INSERT INTO register.affected_journey (notice, journey_id, found_at)
      SELECT DISTINCT ${notice}::text, touched.journey_id, now()
      FROM register.recall AS recall
      CROSS JOIN LATERAL (
        SELECT journey_id FROM register.identifier
        WHERE system = ANY (${batchSystems}::text[]) AND value = ANY (recall.batch_ids)
        UNION SELECT journey_id FROM register.identifier_scan
        WHERE (system = ANY (${batchSystems}::text[]) AND value = ANY (recall.batch_ids))
          OR (system = 'vector-lot' AND value = ANY (recall.vector_lots))
      ) AS touched
      JOIN register.enrolment AS enrolment ON enrolment.journey_id = touched.journey_id
      WHERE recall.notice = ${notice} AND ${isOfManufacturer}
      ON CONFLICT DO NOTHING`.execute(this.database);
  }

  /** The recalls that concern a journey because it names these identifiers now and was not known to before. */
  async concerning(
    journeyId: string,
    identifiers: readonly Identifier[],
  ): Promise<readonly string[]> {
    const named = (systems: readonly string[]): readonly string[] =>
      identifiers.filter(({ system }) => systems.includes(system)).map(({ value }) => value);
    const { rows } = await sql<{ notice: string }>`
      SELECT recall.notice FROM register.recall AS recall
      JOIN register.enrolment AS enrolment ON enrolment.journey_id = ${journeyId}
      LEFT JOIN register.affected_journey AS affected
        ON affected.notice = recall.notice AND affected.journey_id = enrolment.journey_id
      WHERE affected.notice IS NULL AND ${isOfManufacturer}
        AND (recall.batch_ids && ${named(batchSystems)}::text[]
          OR recall.vector_lots && ${named(['vector-lot'])}::text[])`.execute(this.database);
    return rows.map(({ notice }) => notice);
  }

  /** Closes a recall of which every journey has its disposition, opens it where one has not; says how far it is. */
  async standingOf(notice: string): Promise<NoticeStanding> {
    const { rows } = await sql<NoticeStanding>`
      UPDATE register.recall AS recall
      SET closed_at = CASE WHEN counted.disposed = counted.affected
        THEN coalesce(recall.closed_at, now()) END
      FROM (${counts} WHERE recall.notice = ${notice} GROUP BY recall.notice) AS counted
      WHERE recall.notice = counted.notice
      RETURNING counted.affected, counted.told, counted.disposed,
        counted.disposed = counted.affected AS "isComplete"`.execute(this.database);
    return rows[0] ?? { affected: 0, told: 0, disposed: 0, isComplete: true };
  }

  /** Every recall, the latest first. */
  async all(): Promise<readonly Recall[]> {
    const { rows } = await sql<Recall>`
      SELECT recall.notice, recall.source, recall.recall_id AS "recallId", recall.class,
        recall.edition AS action, recall.opened_at AS "openedAt", recall.closed_at AS "closedAt",
        counted.affected, counted.told, counted.disposed,
        recall.closed_at IS NOT NULL AS "isComplete"
      FROM register.recall AS recall
      JOIN (${counts} GROUP BY recall.notice) AS counted ON counted.notice = recall.notice
      ORDER BY recall.opened_at DESC, recall.notice`.execute(this.database);
    return rows;
  }
}

const later = sql`excluded.happened_at > known.happened_at`;

/** Nobody recalls what another makes; of whom a journey's product will be is not known before one is chosen. */
const isOfManufacturer = sql`coalesce(
  enrolment.enrolment #>> '{partners,manufacturer,source}', recall.source) = recall.source`;

const counts = sql`
  SELECT recall.notice, count(affected.journey_id) AS affected,
    count(*) FILTER (WHERE affected.told_edition = recall.edition) AS told,
    count(*) FILTER (WHERE affected.disposed_edition = recall.edition) AS disposed
  FROM register.recall AS recall
  LEFT JOIN register.affected_journey AS affected ON affected.notice = recall.notice`;

function listed(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string').map(normalisedIdentifier);
}
