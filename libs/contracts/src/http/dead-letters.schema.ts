import { z } from 'zod';
import { code, instant, reason } from './elements.schema.js';

const some = z.coerce.number().int().min(1).max(1_000);

/** Which dead letters are wanted; all given filters must hold. */
export const deadLettersQuery = z.strictObject({
  partner: code
    .optional()
    .describe('of this registered partner; `-` for senders that are not registered'),
  reason: code.optional(),
  type: code.optional(),
  topic: code.optional(),
  done: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('also those that were replayed or discarded'),
});
export type DeadLettersQuery = z.infer<typeof deadLettersQuery>;

/** One event that could not be used: its envelope, which field was wrong and why, no value of it. Wall times. */
export const deadLetter = z.object({
  id: z.string().describe('`<topic>:<partition>:<offset>` of the event'),
  envelope: z.object({
    source: z.string().nullable(),
    id: z.string().nullable(),
    type: z.string().nullable(),
    subject: z.string().nullable(),
    time: z.string().nullable(),
  }),
  topic: z.string(),
  detail: z.string().describe('the JSON pointer and what was expected there'),
  failedAt: z.string(),
  attempts: z.int(),
  isSigned: z.boolean(),
  replayCount: z.int(),
  disposition: z
    .object({
      disposition: z.enum(['replayed', 'discarded']),
      at: instant,
      by: z.string(),
      operation: z.int().describe('its number in the audit'),
    })
    .nullable(),
});
export type ToldDeadLetter = z.infer<typeof deadLetter>;

/** The dead letters of one partner that were refused for one reason. */
export const deadLetterGroup = z.object({
  partner: z.string().nullable().describe('null for senders that are not registered'),
  organisation: z.string().nullable(),
  reason: z.string(),
  count: z.int(),
  types: z.array(z.string()),
  firstFailedAt: z.string(),
  lastFailedAt: z.string(),
  letters: z.array(deadLetter).describe('the newest 100, newest first'),
});
export type DeadLetterGroup = z.infer<typeof deadLetterGroup>;

export const deadLetterList = z.object({ total: z.int(), groups: z.array(deadLetterGroup) });
export type DeadLetterList = z.infer<typeof deadLetterList>;

/** Why one is published again; without it the audit says that nothing was said. */
export const replayOfOne = z.strictObject({ reason: reason.optional() }).default({});

/** Why one is laid aside for good. */
export const discardOfOne = z.strictObject({ reason });

/** A group and what is to be said in the audit: at least one of partner, reason, type and topic narrows it. */
export const letterGroup = z.strictObject({
  partner: code.nullable().optional().describe('null for senders that are not registered'),
  fault: code.optional().describe('the reason of the group'),
  type: code.optional(),
  topic: code.optional(),
  limit: some.default(100).describe('at most so many, oldest first'),
  reason,
});
export type LetterGroupChoice = z.infer<typeof letterGroup>;

/** What was done; a repetition finds it done and does nothing. */
export const disposedLetters = z.object({
  operation: z
    .int()
    .nullable()
    .describe('its number in the audit; null when nothing was to be done'),
  letters: z.array(z.string()),
  already: z.array(z.string()).describe('named, and done with before'),
  left: z.int().describe('of the group, beyond the limit'),
});
export type DisposedLetters = z.infer<typeof disposedLetters>;
