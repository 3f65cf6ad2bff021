import { z } from 'zod';

/** An RFC 3339 instant with offset. */
export const instant = z.iso.datetime({ offset: true });

/** A code or an identifier that somebody gave: short, without control characters or blanks at its ends. */
export const code = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** A sentence that somebody wrote; no null character and no half character, which no store takes. */
export const sentence = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[^\0\p{Cs}]*$/u);

/** Why a decision is taken; it stays in the journal, where nothing may say who the patient is. */
export const reason = sentence
  .max(200)
  .describe('a code or a short phrase without anything that names the patient');

/** One value of a query, or the same name several times, as a list. */
export const oneOrMore = z
  .union([code, z.array(code).min(1).max(50)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** How many items a page holds at most. */
export const limit = z.coerce.number().int().min(1).max(200).default(50);

/** Where a page starts: what the page before gave as `nextCursor`. */
export const cursor = z.string().max(500);

export const nextCursor = z.string().nullable().describe('null on the last page');

/** That what is shown of a journey is of earlier, in words for people. */
export const projectionStopped = z.object({
  kind: z.literal('projection-stopped'),
  about: z.literal('journal'),
  missing: z.array(z.string()),
  text: z.string(),
});
export type ProjectionStopped = z.infer<typeof projectionStopped>;
