import { z } from 'zod';
import { siteDecisionData } from './decision.schema.js';
import { code, instant, sentence } from './elements.schema.js';
import { task } from './worklist.schema.js';

const onCallPerson = z.strictObject({
  name: code,
  role: code,
  phone: code,
  email: z.email().optional().describe('where alerts are mailed to'),
  subject: code.optional().describe('as tokens name the person'),
});

/** Who is to be called at a site, in this order. */
export const onCallChange = z.strictObject({ people: z.array(onCallPerson).min(1).max(20) });
export type OnCallChange = z.infer<typeof onCallChange>;

/** Who is called at a site; version 0 and nobody where no list was ever given. */
export const onCall = z.object({
  siteId: z.string(),
  version: z.int(),
  people: z.array(onCallPerson),
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
});
export type OnCall = z.infer<typeof onCall>;

type SiteDecisionType = keyof typeof siteDecisionData;

/** A decision about a site and not about one of its journeys. */
export const siteDecision = z.strictObject({
  type: z.enum(Object.keys(siteDecisionData) as SiteDecisionType[]),
  data: z.union(Object.values(siteDecisionData)),
});
export type SiteDecision = z.infer<typeof siteDecision>;

/** When a site wrote on paper; `endedAt` is null while it does. */
export const downtime = z.object({
  siteId: z.string(),
  declaredBy: z.string(),
  declaredAt: instant,
  reason: z.string(),
  endedAt: instant.nullable(),
});
export type Downtime = z.infer<typeof downtime>;

export const siteDecisionAnswer = z.object({
  version: z.int(),
  effects: z.array(z.string()),
  downtime,
});
export type SiteDecisionAnswer = z.infer<typeof siteDecisionAnswer>;

/** Of which site, and since when. */
export const handoverQuery = z.strictObject({
  site: code,
  since: instant.describe('the start of the shift, in journey time'),
});
export type HandoverQuery = z.infer<typeof handoverQuery>;

/** What the next shift has to know. */
export const handover = z.object({
  siteId: z.string(),
  zone: z.string(),
  since: instant,
  asOf: instant,
  downtime: downtime.nullable(),
  enrolled: z.array(z.object({ journeyId: z.string(), product: z.string(), at: instant })),
  worse: z.array(task).describe('alerts, holds, grades and reviews that came up since'),
  dueSoon: z.array(task).describe('overdue, or due within twelve hours'),
  told: z
    .array(
      z.object({
        journeyId: z.string(),
        type: z.string(),
        entryMode: z.string(),
        toldBy: z.string().nullable(),
        writtenBy: z.string().nullable(),
        at: instant,
      }),
    )
    .describe('what was said on the telephone or written on paper since'),
});
export type Handover = z.infer<typeof handover>;

/** Why somebody has to read what is not theirs. */
export const emergencyRequest = z.strictObject({
  reason: sentence,
  journeyId: code.optional().describe('the one journey that is needed; without it, every one'),
});
export type EmergencyRequest = z.infer<typeof emergencyRequest>;

export const emergencyAccess = z.object({
  id: z.int(),
  subject: z.string(),
  name: z.string(),
  journeyId: z.string().nullable(),
  reason: z.string(),
  givenAt: instant,
  until: instant,
  reviewedBy: z.string().nullable(),
  reviewedAt: instant.nullable(),
  finding: z.string().nullable(),
});
export type EmergencyAccess = z.infer<typeof emergencyAccess>;

export const emergencyAccessList = z.object({ items: z.array(emergencyAccess) });
export type EmergencyAccessList = z.infer<typeof emergencyAccessList>;

export const emergencyReview = z.strictObject({ finding: sentence });
export type EmergencyReview = z.infer<typeof emergencyReview>;

/** Which journeys count, by their enrolment, and how they are grouped. */
export const metricsQuery = z.strictObject({
  site: code.optional(),
  product: code.optional(),
  from: instant.optional(),
  until: instant.optional(),
  by: z.enum(['product', 'site', 'month']).default('product'),
});
export type MetricsQuery = z.infer<typeof metricsQuery>;

const days = z
  .object({ count: z.int(), median: z.number(), p10: z.number(), p90: z.number() })
  .nullable();

const figures = z.object({
  group: z.string(),
  journeys: z.int(),
  infused: z.int(),
  closed: z.int(),
  veinToVeinDays: days.describe('from the end of collection to the first infusion'),
  enrolmentToInfusionDays: days,
  excursions: z.int(),
  outOfSpecification: z.int().describe('journeys with a batch out of specification or rejected'),
  remanufactured: z.int(),
});

/** Figures of journeys enrolled in a period. */
export const metrics = z.object({
  total: figures,
  groups: z.array(figures),
  stages: z.array(z.object({ stage: z.string(), days })),
  attrition: z.array(z.object({ outcome: z.string(), stageAtEnd: z.string(), journeys: z.int() })),
});
export type Metrics = z.infer<typeof metrics>;
