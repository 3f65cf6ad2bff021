import { z } from 'zod';
import {
  cursor,
  instant,
  limit,
  nextCursor,
  oneOrMore,
  projectionStopped,
} from './elements.schema.js';

/** Which records of the journal, from which end. */
export const timelineQuery = z.strictObject({
  direction: z.enum(['forward', 'backward']).default('forward'),
  type: oneOrMore.optional(),
  cursor: cursor.optional(),
  limit,
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

/** A record of the journal: the CloudEvent of `journey.events.v1`. */
export const timelineRecord = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: instant,
  data: z.looseObject({ sequence: z.int(), previousHash: z.string(), hash: z.string() }),
});

export const timeline = z.object({
  items: z.array(timelineRecord),
  nextCursor,
  dataGaps: z.array(projectionStopped).describe('not empty: later records are missing'),
});
