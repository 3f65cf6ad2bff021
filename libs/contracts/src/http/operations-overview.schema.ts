import { z } from 'zod';
import { instant } from './elements.schema.js';

const ofJourney = {
  journeyId: z.string(),
  site: z.string(),
  product: z.string(),
  stage: z.string(),
  criticality: z.string(),
  history: z
    .string()
    .nullable()
    .describe('the page of its Temporal history; null where none is configured'),
};

const finding = {
  kind: z.string(),
  text: z.string().describe('what is amiss, in a sentence'),
  since: instant,
};

/** A journey that does not move as it should. */
export const stuckJourney = z.object({ ...ofJourney, findings: z.array(z.object(finding)).min(1) });
export type StuckJourney = z.infer<typeof stuckJourney>;

/** How far one reader of topics is; null when the brokers did not say. */
export const reader = z.object({
  name: z.string(),
  reads: z.string(),
  behind: z.int().nullable().describe('messages it has still to read'),
  partitions: z.array(z.object({ topic: z.string(), partition: z.int(), behind: z.int() })),
});
export type Reader = z.infer<typeof reader>;

/** What operations look at first; wall times. */
export const operationsOverview = z.object({
  asOf: instant,
  watchdog: z.object({
    state: z.enum(['ok', 'silent', 'unknown']),
    lookedAt: instant.nullable().describe('when it last finished a look at everything'),
  }),
  alarms: z
    .array(z.object({ ...finding, about: z.string() }))
    .describe('what is amiss with the installation itself'),
  pages: z
    .object({ onTheWay: z.int(), givenUp: z.int(), nobodyOnCall: z.int() })
    .describe('tellings of alerts to people on call in the last 24 hours'),
  stuck: z.array(stuckJourney).describe('the most critical first, then the longest'),
  readers: z.array(reader),
  waiting: z
    .array(z.object({ reason: z.string(), events: z.int(), oldest: instant }))
    .describe('the waiting room: events that nobody can take now, by why'),
  parked: z
    .object({
      total: z.int(),
      events: z.array(
        z.object({
          journeyId: z.string(),
          source: z.string(),
          eventId: z.string(),
          type: z.string(),
          reason: z.string().nullable(),
          receivedAt: instant,
        }),
      ),
    })
    .describe('received within seven days and parked by their journeys; the newest 200'),
  quarantine: z
    .array(z.object({ ...ofJourney, partition: z.int(), offset: z.int(), reason: z.string() }))
    .describe('journeys whose journal the read model no longer follows'),
});
export type OperationsOverview = z.infer<typeof operationsOverview>;
