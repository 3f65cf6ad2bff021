import { z } from 'zod';
import { reference } from '../inbound/fields.js';
import { code, instant } from './elements.schema.js';

/** What a person saw or was told. */
export const factEntry = z.strictObject({
  type: code.describe('a type of the catalogue of events'),
  data: z
    .record(z.string(), z.unknown())
    .describe('as the schema of the type says, without the instant at which it happened'),
  happenedAt: instant.describe('when it happened, in journey time'),
  entryMode: z.enum(['manual', 'phone', 'downtime', 'back-entry']),
  toldBy: reference.optional().describe('who said it on the telephone; no patient'),
});
export type FactEntry = z.infer<typeof factEntry>;

/** The event that became of it. */
export const acceptedFact = z.object({
  eventId: z.string(),
  source: z.string(),
  type: z.string(),
  journeyId: z.string(),
});
export type AcceptedFact = z.infer<typeof acceptedFact>;
