import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { happenedAt } from '#domain/journey/event.js';

/** An event that concerns many journeys, as each of them is told it. */
export type NoticeEvent = Pick<JourneyEvent, 'id' | 'source' | 'type' | 'time' | 'data'>;

/** How far a recall or a suspension has come; `isComplete` when nothing is left to be told or decided. */
export type NoticeStanding = {
  readonly affected: number;
  readonly told: number;
  readonly disposed: number;
  readonly isComplete: boolean;
};

/** What is kept of a notice's event: free text may name a patient, and there is no journey whose vault could take it. */
export function noticeEvent({ id, source, type, time, data }: NoticeEvent): NoticeEvent {
  const { note: _, ...facts } = data;
  return { id, source, type, time, data: facts };
}

/** The columns that every notice has of its event. */
export function eventColumns(event: NoticeEvent) {
  const kept = noticeEvent(event);
  return { event: JSON.stringify(kept), happened_at: happenedAt(kept) };
}

/** The notices that are not complete: recalls that are open, sites that are suspended. */
export async function openNotices(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ notice: string }>`
    SELECT notice FROM register.recall WHERE closed_at IS NULL
    UNION ALL SELECT notice FROM register.site_standing WHERE is_suspended
    ORDER BY notice`.execute(database);
  return rows.map(({ notice }) => notice);
}
