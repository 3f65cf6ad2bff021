import { z } from 'zod';
import { calendarDate, code, plainValues, ruleSections } from './rules.schema.js';

/** How far a number may be trusted: read in a public source, known from memory, or uncertain. */
export const verification = z.enum(['source', 'memory', 'shaky']);

/** The rules of one product for one indication in one jurisdiction from one date on, addressed by their hash. */
export const ruleSlice = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  productName: z.string(),
  indication: code,
  jurisdiction: z.string(),
  effectiveFrom: calendarDate,
  target: z.array(code).min(1),
  source: z.literal('autologous'),
  ...ruleSections(plainValues),
  numbers: z.array(
    z.strictObject({ path: z.string(), source: z.string(), verified: verification }),
  ),
});

/** A rule slice as its schema describes it. */
export type RuleSlice = z.infer<typeof ruleSlice>;
