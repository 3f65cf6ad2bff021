import { z } from 'zod';
import {
  code,
  cursor,
  instant,
  limit,
  nextCursor,
  oneOrMore,
  sentence,
} from './elements.schema.js';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Which of what waits is wanted; all given filters must hold. */
export const worklistQuery = z.strictObject({
  site: oneOrMore.optional(),
  product: oneOrMore.optional(),
  stage: oneOrMore.optional(),
  kind: oneOrMore.optional(),
  role: oneOrMore.optional().describe('only what waits for one of these of your roles'),
  journeyId: code.optional(),
  mine: flag.default(false).describe('only what you have taken on'),
  partners: flag.default(false).describe('also what waits for a partner, whom you can only ask'),
  snoozed: flag.default(false).describe('also what you have put off'),
  cursor: cursor.optional(),
  limit,
});
export type WorklistQuery = z.infer<typeof worklistQuery>;

/** Whom to call. */
export const contact = z.object({
  organisation: z.string(),
  phone: z.string(),
  hours: z.string(),
});

/** One thing that waits for somebody. */
export const task = z.object({
  taskId: z.string(),
  journeyId: z.string(),
  kind: z.enum(['alert', 'hold', 'review', 'grade', 'second-signature', 'requirement', 'deadline']),
  name: z.string().describe('what it is about, unique in its journey'),
  text: z.string().describe('what is to be done'),
  why: z.string(),
  owner: z.string(),
  roles: z.array(z.string()),
  waitsForPartner: z.boolean(),
  severity: z.enum(['immediate', 'today', 'planned']),
  since: instant,
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  consequence: z.string().nullable().describe('what follows when nobody acts'),
  actions: z.array(
    z.object({ kind: z.enum(['decide', 'record']), name: z.string(), label: z.string() }),
  ),
  requirement: z.object({ gate: z.string(), requirement: z.string() }).nullable(),
  contact: contact.nullable(),
  sites: z.object({ treating: z.string(), collection: z.string() }),
  product: z.string(),
  stage: z.string(),
  claimedBy: z.object({ subject: z.string(), name: z.string(), at: instant }).nullable(),
  snoozedUntil: instant.nullable(),
});
export type TaskItem = z.infer<typeof task>;

export const worklist = z.object({ items: z.array(task), nextCursor });
export type Worklist = z.infer<typeof worklist>;

/** Who takes a task on from now; a person as tokens name them. */
export const handOver = z.strictObject({
  to: code,
  name: code.optional().describe('the name people read'),
  note: sentence.optional(),
});
export type HandOver = z.infer<typeof handOver>;

/** Until when a task need not be shown, in journey time. */
export const snooze = z.strictObject({ until: instant });
export type Snooze = z.infer<typeof snooze>;
