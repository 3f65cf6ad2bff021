import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { NoticeEvent } from './notice.js';

/** A journey that is to be told of a notice, and what it is told. */
export type ToBeTold = {
  readonly journeyId: string;
  readonly edition: string;
  readonly event: NoticeEvent;
  /** Whether the read model knows that it has closed. */
  readonly isClosed: boolean;
};

/** A journey that was told an event which counts no more, and the event that says so. */
export type ToldInVain = {
  readonly journeyId: string;
  readonly eventId: string;
  readonly event: NoticeEvent;
};

/** What was corrected stands no more: journeys are told the correction as an event of its own. */
function instead({ id, source, time }: NoticeEvent, retractedId: string): NoticeEvent {
  return {
    id: `${id}/instead-of/${retractedId}`,
    source,
    type: 'record.retracted',
    time,
    data: { retractedId, reason: 'entered-in-error' },
  };
}

/** The journeys that recalls and suspensions concern: who is still to be told, and what people decided for each. */
export class AffectedJourneys {
  constructor(private readonly database: Database) {}

  /** Those that were not told what a notice says now, in the order of their ids behind `after`, up to `limit`. */
  async untold(
    notice: string,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ToBeTold[]> {
    const { rows } = await sql<ToBeTold>`
      SELECT affected.journey_id AS "journeyId", said.edition, said.event,
        journey.stage IS NOT DISTINCT FROM 'closed' AS "isClosed"
      FROM register.affected_journey AS affected
      JOIN (
        SELECT notice, edition, event FROM register.recall
        UNION ALL SELECT notice, edition, event FROM register.site_standing
      ) AS said ON said.notice = affected.notice
      LEFT JOIN read_model.journey AS journey ON journey.journey_id = affected.journey_id
      WHERE affected.notice = ${notice} AND affected.journey_id > ${after ?? ''}
        AND affected.told_edition IS DISTINCT FROM said.edition
      ORDER BY affected.journey_id
      LIMIT ${limit}`.execute(this.database);
    return rows;
  }

  /**
   * What journeys were told and is taken back or corrected since, each with the event that takes it back from them; those of an
   * event of which another stands are told that one first.
   */
  async toldInVain(notice: string, limit: number): Promise<readonly ToldInVain[]> {
    const { rows } = await sql<{
      journeyId: string;
      eventId: string;
      by: NoticeEvent;
      isRetraction: boolean;
    }>`
      SELECT told.journey_id AS "journeyId", told.event_id AS "eventId", other.event AS by,
        other.is_retraction AS "isRetraction"
      FROM register.told_word AS told
      JOIN register.recall_word AS word ON word.notice = told.notice AND word.event_id = told.event_id
      JOIN LATERAL (
        SELECT event, is_retraction FROM register.recall_word AS other
        WHERE other.source = word.source AND other.corrects = word.event_id
        ORDER BY is_retraction DESC, event_id LIMIT 1
      ) AS other ON true
      WHERE told.notice = ${notice} AND NOT told.is_taken_back
      ORDER BY told.journey_id, told.event_id
      LIMIT ${limit}`.execute(this.database);
    return rows.map(({ journeyId, eventId, by, isRetraction }) => ({
      journeyId,
      eventId,
      event: isRetraction ? by : instead(by, eventId),
    }));
  }

  /** Notes that a journey was told that a word counts no more. */
  async takenBack(notice: string, { journeyId, eventId }: ToldInVain): Promise<void> {
    await this.database
      .updateTable('register.told_word')
      .set({ is_taken_back: true })
      .where('notice', '=', notice)
      .where('journey_id', '=', journeyId)
      .where('event_id', '=', eventId)
      .execute();
  }

  /** Counts an enrolled journey among those that a notice concerns because the notice names it. */
  async add(notice: string, journeyId: string): Promise<void> {
    await sql`
      INSERT INTO register.affected_journey (notice, journey_id, found_at)
      SELECT ${notice}::text, journey_id, now() FROM register.enrolment
      WHERE journey_id = ${journeyId}
      ON CONFLICT DO NOTHING`.execute(this.database);
  }

  /** Notes that a journey was told, or, where it has closed, that people were. */
  async told(notice: string, told: ToBeTold, hasClosed: boolean): Promise<void> {
    const { journeyId, edition, event } = told;
    if (!hasClosed) {
      await this.database
        .insertInto('register.told_word')
        .values({ notice, journey_id: journeyId, event_id: event.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await this.database
      .updateTable('register.affected_journey')
      .set({ told_edition: edition, told_people: hasClosed })
      .where('notice', '=', notice)
      .where('journey_id', '=', journeyId)
      .execute();
  }

  /** Notes what was decided for a journey about a recall, by its own number; returns the notices that this changes. */
  async disposed(
    journeyId: string,
    recallId: string,
    disposition: string,
  ): Promise<readonly string[]> {
    const { rows } = await sql<{ notice: string }>`
      UPDATE register.affected_journey AS affected
      SET disposed_edition = recall.edition, disposition = ${disposition}, disposed_at = now()
      FROM register.recall AS recall
      WHERE recall.notice = affected.notice AND recall.recall_id = ${recallId}
        AND affected.journey_id = ${journeyId} AND affected.told_edition = recall.edition
        AND affected.disposed_edition IS DISTINCT FROM recall.edition
      RETURNING affected.notice`.execute(this.database);
    return rows.map(({ notice }) => notice);
  }

  /** The recalls, by notice and own number, for which a journey has no disposition. */
  async undisposed(
    journeyId: string,
  ): Promise<readonly { readonly notice: string; readonly recallId: string }[]> {
    const { rows } = await sql<{ notice: string; recallId: string }>`
      SELECT affected.notice, recall.recall_id AS "recallId"
      FROM register.affected_journey AS affected
      JOIN register.recall AS recall ON recall.notice = affected.notice
      WHERE affected.journey_id = ${journeyId}
        AND affected.disposed_edition IS DISTINCT FROM recall.edition`.execute(this.database);
    return rows;
  }

  /** A journey that was closed when it was to be told is told for itself; returns those notices. */
  async forgetClosed(journeyId: string): Promise<readonly string[]> {
    const rows = await this.database
      .updateTable('register.affected_journey')
      .set({
        told_edition: null,
        told_people: false,
        disposed_edition: null,
        disposition: null,
        disposed_at: null,
      })
      .where('journey_id', '=', journeyId)
      .where('told_people', '=', true)
      .returning('notice')
      .execute();
    return rows.map(({ notice }) => notice);
  }
}
