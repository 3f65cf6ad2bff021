import { z } from 'zod';
import { ruleSections } from './rules.schema.js';
import { calendarDate, code, plainValues } from './values.js';

/** How far a number may be trusted: read in a public source, known from memory, or uncertain. */
export const verification = z.enum(['source', 'memory', 'shaky']);

/** What a product is, whatever its rules. */
export const productNature = {
  illustrative: z.boolean(),
  disease: z.enum(['haematologic', 'solid']),
  target: z.array(code).min(1),
  source: z.enum(['autologous', 'allogeneic']),
  construct: z.strictObject({
    costimulation: code,
    vector: code,
    surfaceMarker: code.exactOptional(),
  }),
};

/** The rules of one product for one indication in one jurisdiction from one date on, addressed by their hash. */
export const ruleSlice = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  productName: z.string(),
  indication: code,
  jurisdiction: z.string(),
  effectiveFrom: calendarDate,
  revision: z.int().positive(),
  ...productNature,
  ...ruleSections(plainValues),
  sources: z.record(code, z.string()),
  numbers: z.array(
    z.strictObject({
      source: code,
      verified: verification,
      paths: z.array(z.string()).min(1),
    }),
  ),
});

/** A rule slice as its schema describes it. */
export type RuleSlice = z.infer<typeof ruleSlice>;
