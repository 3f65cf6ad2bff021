import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import { eventColumns, type NoticeEvent, type NoticeStanding } from './notice.js';

/** Which sites may treat and which are suspended, by the last event about each, and which journeys that concerns. */
export class SiteStandings {
  constructor(private readonly database: Database) {}

  /** Takes over what an event says of a site unless a later one was taken over before. Returns its notice. */
  async take(event: NoticeEvent): Promise<string> {
    const siteId = String(event.data['siteId']);
    const notice = `site-suspension/${siteId}`;
    await this.database
      .insertInto('register.site_standing')
      .values({
        notice,
        site_id: siteId,
        is_suspended: event.type === 'site.suspended',
        edition: `${event.source}|${event.id}`,
        ...eventColumns(event),
        changed_at: sql<string>`now()`,
      })
      .onConflict((conflict) =>
        conflict
          .column('notice')
          .doUpdateSet((eb) => ({
            is_suspended: eb.ref('excluded.is_suspended'),
            edition: eb.ref('excluded.edition'),
            event: eb.ref('excluded.event'),
            happened_at: eb.ref('excluded.happened_at'),
            changed_at: eb.ref('excluded.changed_at'),
          }))
          .whereRef('excluded.happened_at', '>', 'register.site_standing.happened_at'),
      )
      .execute();
    return notice;
  }

  /** Finds the open journeys of the site of a notice; those that were found before stay. */
  async findAffected(notice: string): Promise<void> {
    await sql`
      INSERT INTO register.affected_journey (notice, journey_id, found_at)
      SELECT standing.notice, enrolment.journey_id, now()
      FROM register.site_standing AS standing
      JOIN register.enrolment AS enrolment ON ${isOfSite}
      LEFT JOIN read_model.journey AS journey ON journey.journey_id = enrolment.journey_id
      WHERE standing.notice = ${notice} AND journey.stage IS DISTINCT FROM 'closed'
      ON CONFLICT DO NOTHING`.execute(this.database);
  }

  /** The suspensions that concern a journey that has just begun and was not found before. */
  async concerning(journeyId: string): Promise<readonly string[]> {
    const { rows } = await sql<{ notice: string }>`
      SELECT standing.notice
      FROM register.site_standing AS standing
      JOIN register.enrolment AS enrolment ON ${isOfSite}
      LEFT JOIN register.affected_journey AS affected
        ON affected.notice = standing.notice AND affected.journey_id = enrolment.journey_id
      WHERE enrolment.journey_id = ${journeyId} AND standing.is_suspended
        AND affected.notice IS NULL`.execute(this.database);
    return rows.map(({ notice }) => notice);
  }

  /** How far a suspension has come: it is complete when the site treats again and every journey was told. */
  async standingOf(notice: string): Promise<NoticeStanding> {
    const { rows } = await sql<NoticeStanding>`
      SELECT count(affected.journey_id) AS affected,
        count(*) FILTER (WHERE affected.told_edition = standing.edition) AS told,
        0 AS disposed,
        NOT standing.is_suspended AND
          count(*) FILTER (WHERE affected.told_edition = standing.edition)
            = count(affected.journey_id) AS "isComplete"
      FROM register.site_standing AS standing
      LEFT JOIN register.affected_journey AS affected ON affected.notice = standing.notice
      WHERE standing.notice = ${notice}
      GROUP BY standing.notice`.execute(this.database);
    return rows[0] ?? { affected: 0, told: 0, disposed: 0, isComplete: true };
  }
}

const isOfSite = sql`standing.site_id IN
  (SELECT value FROM jsonb_each_text(coalesce(enrolment.enrolment -> 'sites', '{}')))`;
