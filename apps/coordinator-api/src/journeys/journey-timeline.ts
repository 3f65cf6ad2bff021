import { z } from 'zod';
import type { ProjectionStopped } from '#contracts/http/elements.schema.js';
import type { TimelineQuery } from '#contracts/http/timeline.schema.js';
import type { Database } from '#database/database.js';
import { cursorOf, positionOf } from './cursor.js';

const position = z.tuple([z.literal('sequence'), z.int()]);

/** One page of a journey's journal. */
type TimelinePage = {
  readonly items: readonly object[];
  readonly nextCursor: string | null;
};

/** A page, and what tells that later records are missing. */
export type Timeline = TimelinePage & { readonly dataGaps: readonly ProjectionStopped[] };

/** Reads a page of a journey's records from the read model, from either end. */
export async function readTimeline(
  database: Database,
  journeyId: string,
  { direction, type, cursor, limit }: TimelineQuery,
): Promise<TimelinePage> {
  const isForward = direction === 'forward';
  let records = database
    .selectFrom('read_model.record')
    .select(['sequence', 'record'])
    .where('journey_id', '=', journeyId);
  if (type !== undefined) records = records.where('type', 'in', type);
  if (cursor !== undefined) {
    const [, sequence] = positionOf(position, cursor);
    records = records.where('sequence', isForward ? '>' : '<', sequence);
  }
  const rows = await records
    .orderBy('sequence', isForward ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => row.record),
    nextCursor: last === undefined ? null : cursorOf(['sequence', last.sequence]),
  };
}
