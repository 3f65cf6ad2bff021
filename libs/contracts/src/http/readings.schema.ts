import { z } from 'zod';
import { code, instant } from './elements.schema.js';
import { journeyStatus } from './journey-status.schema.js';

const { milestones, deadlines, windows } = journeyStatus.shape;

/** The chain of dates of a journey. */
export const schedule = z.object({
  journeyId: z.string(),
  version: z.int(),
  zone: z.string().describe('IANA time zone of the treatment centre'),
  milestones,
  deadlines,
  windows,
  offers: z
    .array(
      z.object({
        kind: z.enum(['slot', 'appointment']),
        id: z.string(),
        purpose: z.string().describe('what it is for: `manufacture`, `apheresis`, `bed` and so on'),
        status: z.string(),
        isOnOffer: z.boolean().describe('whether it can still be booked'),
        startsAt: z.string().nullable(),
        endsAt: z.string().nullable(),
        holdUntil: z.string().nullable(),
      }),
    )
    .describe('what partners have offered, confirmed or withdrawn'),
});
export type Schedule = z.infer<typeof schedule>;

const observation = z.object({
  eventId: z.string(),
  source: z.string(),
  type: z.string(),
  happenedAt: instant,
  data: z.record(z.string(), z.unknown()),
  isReplaced: z.boolean().describe('corrected or taken back since: it counts no more'),
});

/** Every toxicity over time with what its grades rest on. */
export const toxicity = z.object({
  journeyId: z.string(),
  version: z.int(),
  grades: z.array(
    z.object({
      at: instant,
      sequence: z.int(),
      kind: z.string(),
      said: z.enum(['proposed', 'confirmed', 'escalated', 'resolved']),
      grade: z.number(),
      scale: z.string(),
      atLeast: z.boolean(),
      missingInputs: z.array(z.string()),
      inputs: z.array(z.string()).describe('ids of events among the observations'),
      by: z.object({ kind: z.string(), id: z.string(), role: z.string().optional() }),
    }),
  ),
  observations: z.array(observation),
  drugs: z.array(observation),
});
export type Toxicity = z.infer<typeof toxicity>;

/** Who read or changed identity, newest first. */
export const accesses = z.object({
  items: z.array(
    z.object({
      at: instant,
      subject: z.string(),
      role: z.string(),
      route: z.string(),
      outcome: z.string(),
    }),
  ),
  emergencies: z.array(
    z.object({
      id: z.int(),
      subject: z.string(),
      name: z.string(),
      reason: z.string(),
      givenAt: instant,
      until: instant,
      reviewedBy: z.string().nullable(),
    }),
  ),
});
export type Accesses = z.infer<typeof accesses>;

/** What would be changed; each part that is left out stays as it is. */
export const scheduleChange = z.strictObject({
  slotId: code.optional(),
  apheresisAppointmentId: code.optional(),
  bedAppointmentId: code.optional(),
  pickupAt: instant.optional(),
  apheresisAt: instant.optional().describe('a wish, though nobody has offered it'),
  bedAt: instant.optional().describe('a wish, though nobody has offered it'),
});
export type ScheduleChangeRequest = z.infer<typeof scheduleChange>;

/** What would move, which rules would be broken, and what else is on offer; nothing is booked by it. */
export const schedulePreview = z.object({
  journeyId: z.string(),
  version: z.int(),
  links: z.array(
    z.object({
      link: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      isMoved: z.boolean(),
      status: z.enum(['confirmed', 'held', 'lost', 'asked']),
      holdUntil: z.string().nullable(),
    }),
  ),
  broken: z.array(
    z.object({ rule: z.string(), link: z.string(), text: z.string(), overridable: z.boolean() }),
  ),
  notOnOffer: z.array(z.string()),
  alternatives: z.array(
    z.object({
      slotId: z.string(),
      apheresisAppointmentId: z.string(),
      bedAppointmentId: z.string(),
      dates: z.record(z.string(), z.string().nullable()),
    }),
  ),
});
export type SchedulePreviewAnswer = z.infer<typeof schedulePreview>;
