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

/** An event about a recall; `corrects` is the id of an earlier one that it stands for. */
type RecallEvent = NoticeEvent & { readonly corrects?: string };

/** The kinds of identifiers under which a recalled batch can be known; a lot from a donor's cells is one, too. */
const batchSystems = ['batch', 'lot'];

/** The lots that were recalled, and which journeys touched them. A recall stays in force until its source takes it back. */
export class Recalls {
  constructor(private readonly database: Database) {}

  /**
   * Opens a recall, or takes over what another event of the same source says of it: lots are those of every word that stands,
   * and the latest word on what is to be done counts. `journeyId` is the journey it names as its subject. Returns its notice.
   */
  async open(event: RecallEvent, journeyId: string | null = null): Promise<string> {
    const { source, data, corrects } = event;
    const recallId = String(data['recallId']);
    const notice = `product-recall/${source}/${recallId}`;
    const { happened_at: happenedAt, event: kept } = eventColumns(event);
    await this.database.transaction().execute(async (transaction) => {
      await sql`
        INSERT INTO register.recall (notice, source, recall_id, batch_ids, vector_lots, class, edition,
          event, happened_at, opened_at, closed_at)
        VALUES (${notice}, ${source}, ${recallId}, '{}', '{}', ${String(data['class'])}, '',
          ${kept}::json, ${happenedAt}, now(), NULL)
        ON CONFLICT (notice) DO UPDATE SET notice = excluded.notice`.execute(transaction);
      await addWord(transaction, notice, event, {
        isRetraction: false,
        corrects: corrects ?? null,
        journeyId,
        batchIds: listed(data['batchIds']),
        vectorLots: listed(data['vectorLot']),
      });
      await recount(transaction, notice);
    });
    return notice;
  }

  /** Takes a word of a recall back; returns the notice, undefined when the event takes back nothing that was recalled. */
  async retract(event: NoticeEvent): Promise<string | undefined> {
    const retractedId = String(event.data['retractedId']);
    return this.database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ notice: string }>`
        SELECT recall.notice FROM register.recall AS recall
        JOIN register.recall_word AS word ON word.notice = recall.notice
        WHERE word.source = ${event.source} AND word.event_id = ${retractedId}
        FOR UPDATE OF recall`.execute(transaction);
      const [{ notice } = { notice: undefined }] = rows;
      if (notice === undefined) return undefined;
      const nothing = { journeyId: null, batchIds: [], vectorLots: [] };
      await addWord(transaction, notice, event, {
        ...nothing,
        isRetraction: true,
        corrects: retractedId,
      });
      await recount(transaction, notice);
      return notice;
    });
  }

  /** Finds the journeys that touched what is recalled and are of the manufacturer that recalls it. */
  async findAffected(notice: string): Promise<void> {
    await sql`
      INSERT INTO register.affected_journey (notice, journey_id, found_at)
      SELECT DISTINCT ${notice}::text, touched.journey_id, now()
      FROM register.recall AS recall
      CROSS JOIN LATERAL (${touching}) AS touched
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
        CASE recall.edition WHEN ${takenBack} THEN 'taken back'
          ELSE recall.event -> 'data' ->> 'action' END AS action, recall.opened_at AS "openedAt", recall.closed_at AS "closedAt",
        counted.affected, counted.told, counted.disposed,
        recall.closed_at IS NOT NULL AS "isComplete"
      FROM register.recall AS recall
      JOIN (${counts} GROUP BY recall.notice) AS counted ON counted.notice = recall.notice
      ORDER BY recall.opened_at DESC, recall.notice`.execute(this.database);
    return rows;
  }
}

type Word = {
  readonly isRetraction: boolean;
  readonly corrects: string | null;
  readonly journeyId: string | null;
  readonly batchIds: readonly string[];
  readonly vectorLots: readonly string[];
};

async function addWord(
  database: Database,
  notice: string,
  event: NoticeEvent,
  { isRetraction, corrects, journeyId, batchIds, vectorLots }: Word,
): Promise<void> {
  const { happened_at: happenedAt, event: kept } = eventColumns(event);
  await sql`
    INSERT INTO register.recall_word (source, event_id, notice, is_retraction, corrects, journey_id,
      batch_ids, vector_lots, event, happened_at)
    VALUES (${event.source}, ${event.id}, ${notice}, ${isRetraction}, ${corrects}, ${journeyId},
      ${batchIds}::text[], ${vectorLots}::text[], ${kept}::json, ${happenedAt})
    ON CONFLICT DO NOTHING`.execute(database);
}

/** Works out anew what a recall says; journeys that it no longer concerns are left out, what they were told is remembered. */
async function recount(database: Database, notice: string): Promise<void> {
  await sql`
    WITH word AS (SELECT * FROM register.recall_word AS word WHERE notice = ${notice} AND ${stands}),
    latest AS (SELECT * FROM word ORDER BY happened_at DESC, event_id DESC LIMIT 1)
    UPDATE register.recall AS recall SET
      batch_ids = ARRAY(SELECT DISTINCT unnest(batch_ids) FROM word ORDER BY 1),
      vector_lots = ARRAY(SELECT DISTINCT unnest(vector_lots) FROM word ORDER BY 1),
      class = coalesce((SELECT event -> 'data' ->> 'class' FROM latest), recall.class),
      edition = coalesce((SELECT concat_ws('/', event -> 'data' ->> 'action',
        CASE WHEN corrects IS NOT NULL THEN event_id END) FROM latest), ${takenBack}),
      event = coalesce((SELECT event FROM latest), recall.event),
      happened_at = coalesce((SELECT happened_at FROM latest), recall.happened_at)
    WHERE recall.notice = ${notice}`.execute(database);
  await sql`
    DELETE FROM register.affected_journey AS affected
    USING register.recall AS recall
    WHERE recall.notice = ${notice} AND affected.notice = recall.notice
      AND affected.journey_id NOT IN (
        ${touching}
        UNION SELECT journey_id FROM register.recall_word AS word
        WHERE word.notice = recall.notice AND journey_id IS NOT NULL AND ${stands})`.execute(
    database,
  );
}

/** The edition of a recall of which no word stands. */
const takenBack = 'taken-back';

/** Whether a word counts: nothing takes it back or stands in its place. */
const stands = sql`NOT word.is_retraction AND NOT EXISTS (
  SELECT FROM register.recall_word AS other
  WHERE other.source = word.source AND other.corrects = word.event_id)`;

/** The journeys that name what is recalled. */
const touching = sql`
  SELECT journey_id FROM register.identifier
  WHERE system = ANY (${batchSystems}::text[]) AND value = ANY (recall.batch_ids)
  UNION SELECT journey_id FROM register.identifier_scan
  WHERE (system = ANY (${batchSystems}::text[]) AND value = ANY (recall.batch_ids))
    OR (system = 'vector-lot' AND value = ANY (recall.vector_lots))`;

/** Nobody recalls what another makes; of whom a journey's product will be is not known before one is chosen. */
const isOfManufacturer = sql`coalesce(
  enrolment.enrolment #>> '{partners,manufacturer,source}', recall.source) = recall.source`;

/** Who still has to be told that a word was taken back is concerned until then. */
const counts = sql`
  SELECT recall.notice, count(affected.journey_id) + (
      SELECT count(*) FROM register.told_word AS told
      JOIN register.recall_word AS word
        ON word.notice = told.notice AND word.event_id = told.event_id
      WHERE told.notice = recall.notice AND NOT told.is_taken_back AND NOT (${stands})
    ) AS affected,
    count(*) FILTER (WHERE affected.told_edition = recall.edition) AS told,
    count(*) FILTER (WHERE affected.disposed_edition = recall.edition) AS disposed
  FROM register.recall AS recall
  LEFT JOIN register.affected_journey AS affected ON affected.notice = recall.notice`;

function listed(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string').map(normalisedIdentifier);
}
