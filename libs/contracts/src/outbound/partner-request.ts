import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** What a partner can be asked. */
const requestTypes = [
  'eligibility.requested',
  'appointment.requested',
  'slot.requested',
  'slot.released',
  'apheresis.requested',
  'apheresis.cancelled',
  'pickup.requested',
  'pickup.rescheduled',
  'pickup.cancelled',
  'manufacturing.ordered',
  'manufacturing.cancelled',
  'remanufacture.requested',
  'quality-test.requested',
  'excursion.assessment-requested',
  'out-of-specification.supply-requested',
  'allocation.requested',
  'lymphodepletion.authorized',
  'lymphodepletion.authorization-withdrawn',
  'infusion.authorized',
  'infusion.authorization-withdrawn',
  'assessment.due',
  'care-team.alerted',
  'request.withdrawn',
] as const;

/** What `journey.enrolled` tells the clinic whose referral began a journey. */
const journeyEnrolled = z.looseObject({ referralId: z.string(), journeyId: z.string() });
export type JourneyEnrolled = z.infer<typeof journeyEnrolled>;

/** What `event.rejected` tells: why the event cannot be used, where that is in it, and what was expected there. */
const eventRejected = z.looseObject({
  eventId: z.string(),
  reason: z.string(),
  pointer: z.string(),
  detail: z.string(),
});
export type EventRejected = z.infer<typeof eventRejected>;

/** What `event.parked` tells: what must come before the event is applied. */
const eventParked = z.looseObject({ eventId: z.string(), needs: z.string() });
export type EventParked = z.infer<typeof eventParked>;

const envelope = {
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.literal('urn:v2v:journey'),
  subject: z.string(),
  time: instant,
};

/** A message of `requests.<partner-id>.v1`: a request, or a notice. */
export const partnerRequestSchema = z.union([
  z.looseObject({
    ...envelope,
    type: z.enum(requestTypes),
    data: z.looseObject({ requestId: z.string(), dueAt: instant, coi: z.string() }),
  }),
  z.looseObject({ ...envelope, type: z.literal('journey.enrolled'), data: journeyEnrolled }),
  z.looseObject({ ...envelope, type: z.literal('event.rejected'), data: eventRejected }),
  z.looseObject({ ...envelope, type: z.literal('event.parked'), data: eventParked }),
]);
