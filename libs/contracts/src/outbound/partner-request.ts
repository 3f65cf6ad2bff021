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

/** What a partner is told without being asked anything. */
const noticeTypes = ['journey.enrolled', 'event.rejected', 'event.parked'] as const;

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
  z.looseObject({
    ...envelope,
    type: z.enum(noticeTypes),
    data: z.record(z.string(), z.unknown()),
  }),
]);
