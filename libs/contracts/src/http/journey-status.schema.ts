import { z } from 'zod';
import { instant } from './elements.schema.js';

const text = z.string();
const anything = z.looseObject({});

const waitingFor = z.object({
  gate: text,
  requirement: text,
  met: z.boolean(),
  text,
  owner: text,
  since: instant,
  dueAt: instant.optional(),
  consequence: text.optional(),
  overridable: z.boolean(),
  rule: text.describe('the rule that decided, in words'),
  basis: text,
  actions: z.array(
    z.object({
      kind: z.enum(['decide', 'record']),
      name: text,
      label: text,
      basis: text.optional().describe('what this decision sends as its basis'),
    }),
  ),
  contact: z.object({ organisation: text, phone: text, hours: text }).nullable().optional(),
  evidence: z.array(text),
});

const toxicity = z.looseObject({
  grade: z.int().nullable().describe('null when never assessed'),
  status: z.enum(['proposed', 'confirmed']).optional(),
  scale: text.optional(),
  asOf: instant.optional(),
  since: instant.optional(),
  peak: z.int().optional(),
  proposedGrade: z.int().nullable().optional(),
  atLeast: z.boolean().optional(),
  missingInputs: z.array(text).optional(),
  inputs: z.array(text).optional(),
});

/** Where one journey stands and why it is not further. */
export const journeyStatus = z.looseObject({
  journeyId: text,
  version: z.int().describe('the journal sequence this reflects'),
  asOf: instant,
  environment: z.enum(['production', 'training', 'demonstration']),
  sites: z.object({ treating: text, collection: text }),
  sharedWith: z.array(z.object({ siteId: text, until: instant.nullable() })),
  product: text,
  indication: text,
  rules: z.object({ id: text, unverified: z.int() }),
  course: z.int(),
  previousJourneyId: text.nullable(),
  nextJourneyId: text.nullable(),
  stage: text,
  stageSince: instant,
  day: z.int().nullable().describe('day +n once infused'),
  criticality: z.enum([
    'thawed',
    'infusing',
    'acute-monitoring',
    'in-transit',
    'product-on-site',
    'stable',
  ]),
  identifiers: z.array(z.object({ system: text, value: text })),
  tracks: z.array(z.looseObject({ name: text, state: text, since: instant })),
  milestones: z.array(z.looseObject({ name: text })),
  waitingFor: z.array(waitingFor),
  awaitingSecond: z
    .array(z.looseObject({ type: text, at: instant }))
    .describe('two-person decisions that have their first signature'),
  assignments: z
    .array(z.object({ taskId: text, subject: text, at: instant }))
    .describe('who looks after which task'),
  holds: z.array(z.looseObject({ kind: text, since: instant, liftedBy: text })),
  deadlines: z.array(
    z.looseObject({ name: text, at: instant, severity: z.enum(['immediate', 'today', 'planned']) }),
  ),
  material: z.object({
    donations: z.array(anything),
    batches: z.array(anything),
    bags: z.array(anything),
    genealogy: z
      .array(z.object({ kind: text, id: text, from: z.array(text) }))
      .describe('what came of what, from the days of collection to the bags'),
    shipments: z.array(anything),
  }),
  toxicity: z
    .object({ crs: toxicity, icans: toxicity })
    .catchall(toxicity)
    .describe('other kinds stand here once they were found'),
  windows: z.array(z.looseObject({ name: text, from: instant, until: instant, zone: text })),
  precautions: z.array(z.looseObject({ name: text })),
  attempts: z.object({
    apheresis: z.int(),
    manufacturing: z.int(),
    lymphodepletion: z.int(),
    infusion: z.int(),
  }),
  received: z
    .array(z.object({ type: text, source: text, happenedAt: instant, receivedAt: instant }))
    .describe('in the register, not yet applied'),
  alerts: z.array(anything),
  dataGaps: z.array(z.unknown()),
  outcome: text.nullable(),
  outcomeDetail: z.looseObject({ infused: z.boolean(), stageAtEnd: text, reason: text }).nullable(),
});

/** How sure the answer must be: from the read model, or from the journey itself. */
export const statusQuery = z.strictObject({
  consistency: z.enum(['eventual', 'strong']).default('eventual'),
});
