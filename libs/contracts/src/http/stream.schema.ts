import { z } from 'zod';
import { instant } from './elements.schema.js';

/** What an event `applied` of the stream tells: one record of a journal, without what it says. */
export const streamedRecord = z.object({
  journeyId: z.string(),
  sequence: z.int(),
  type: z.string().describe('the type of the record'),
  time: instant,
  stageBefore: z.string(),
  stage: z.string(),
  holds: z.array(z.string()),
});
export type StreamedRecord = z.infer<typeof streamedRecord>;

/** What an event `received` tells: what a sender said for a journey that has not applied it yet. It moves no position. */
export const streamedReceipt = z.object({
  journeyId: z.string(),
  type: z.string().describe('the type of the event'),
  source: z.string(),
  happenedAt: instant,
  receivedAt: instant,
});
export type StreamedReceipt = z.infer<typeof streamedReceipt>;
