import { z } from 'zod';
import {
  code,
  cursor,
  instant,
  limit,
  nextCursor,
  oneOrMore,
  projectionStopped,
} from './elements.schema.js';

/** How a list is ordered: most urgent first, longest in its stage first, newest first. */
export const journeySort = z.enum(['nextDeadline', 'stageSince', 'enrolledAt']);

/** The filters of the list of journeys; all given ones must hold. */
export const journeyListQuery = z.strictObject({
  site: oneOrMore.optional(),
  stage: oneOrMore.optional(),
  product: oneOrMore.optional(),
  hold: oneOrMore.optional(),
  criticality: oneOrMore.optional(),
  assignee: oneOrMore
    .optional()
    .describe('the subject of whoever has taken on a task of the journey'),
  overdue: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  q: code
    .optional()
    .describe(
      'an identifier of the journey, its material or its orders, however it is written; exactly a record number',
    ),
  sort: journeySort.default('nextDeadline'),
  cursor: cursor.optional(),
  limit,
});
export type JourneyListQuery = z.infer<typeof journeyListQuery>;

/** One journey of a list. */
export const journeyListItem = z.object({
  journeyId: z.string(),
  version: z.int(),
  stage: z.string(),
  stageSince: instant,
  sites: z.object({ treating: z.string(), collection: z.string() }),
  product: z.string(),
  indication: z.string(),
  criticality: z.string(),
  holds: z.array(z.string()),
  nextDeadline: z.object({ name: z.string(), at: instant, overdue: z.boolean() }).nullable(),
  enrolledAt: instant,
  outcome: z.string().nullable(),
  stageAtEnd: z.string().nullable().describe('of a closed journey: the stage it ended in'),
  dataGaps: z
    .array(projectionStopped)
    .describe('not empty: the journey is shown as it was earlier'),
});
export type JourneyListItem = z.infer<typeof journeyListItem>;

export const journeyList = z.object({ items: z.array(journeyListItem), nextCursor });
export type JourneyList = z.infer<typeof journeyList>;
