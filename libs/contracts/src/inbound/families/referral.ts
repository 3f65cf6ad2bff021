import { z } from 'zod';
import { alike, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

const coverage = {
  payer: is.text,
  reference: is.reference,
  covers: is.someOf(is.oneOf('apheresis', 'product', 'stay')),
  validUntil: is.dateOrInstant.exactOptional(),
};

/** What a patient can consent to. */
export const consentScope = is.oneOf(
  'treatment',
  'data-sharing',
  'registry',
  'follow-up',
  'research',
  'out-of-specification',
  'retained-cells',
);

/** From referral to a booked schedule, as clinics report it. */
export const referralTypes: EventTypes = {
  'patient.referred': eventType({
    referralId: is.identifier,
    siteId: is.code,
    indication: is.code,
    programme: is.oneOf('commercial', 'trial', 'expanded-access', 'named-patient').exactOptional(),
    diseaseStatus: is.oneOf('relapsed', 'refractory'),
    requestedProduct: is.code.exactOptional(),
    ageYears: is.ageYears,
    weightKg: is.weightKg,
    priorLines: is.wholeBetween(0, 50),
    priorTransplant: z.boolean().exactOptional(),
    priorCarT: z.boolean().exactOptional(),
    urgency: is.code.exactOptional(),
  }),
  'patient.measured': eventType(
    {
      weightKg: is.weightKg,
      heightCm: is.between(20, 260).exactOptional(),
      bodySurfaceAreaM2: is.between(0.1, 4).exactOptional(),
      measuredAt: is.instant,
    },
    { happened: 'measuredAt' },
  ),
  'medication.recorded': eventType({
    drug: is.drug,
    drugClass: is.code,
    lastDose: is.partialDate.exactOptional(),
    ongoing: z.boolean().exactOptional(),
    unknown: z.boolean().exactOptional(),
  }),
  'eligibility.assessed': eventType({
    criteria: is.list(z.strictObject({ code: is.code, met: z.boolean() })),
    recommendation: is.oneOf('eligible', 'ineligible', 'deferred'),
    validUntil: is.dateOrInstant.exactOptional(),
  }),
  'consent.signed': eventType({
    scope: consentScope,
    documentVersion: is.reference,
    signedBy: is.oneOf('patient', 'parent', 'guardian', 'representative'),
    assent: z.boolean().exactOptional(),
  }),
  'consent.withdrawn': eventType({ scope: consentScope, reason: is.code.exactOptional() }),
  ...alike(
    [
      'coverage.requested',
      'coverage.approved',
      'coverage.denied',
      'coverage.appealed',
      'coverage.expired',
    ],
    eventType(coverage),
  ),
  'caregiver.confirmed': eventType({ from: is.dateOrInstant, until: is.dateOrInstant }),
  'lodging.confirmed': eventType({
    from: is.dateOrInstant.exactOptional(),
    until: is.dateOrInstant.exactOptional(),
    travelMinutes: is.wholeBetween(0, 10_000),
  }),
  ...alike(
    [
      'appointment.offered',
      'appointment.confirmed',
      'appointment.changed',
      'appointment.declined',
      'appointment.cancelled',
    ],
    eventType({
      kind: is.oneOf('apheresis', 'bed', 'lymphodepletion', 'infusion', 'visit'),
      appointmentId: is.identifier,
      revision: is.revision,
      startsAt: is.instant,
      endsAt: is.instant.exactOptional(),
      holdUntil: is.instant.exactOptional(),
    }),
  ),
  'site.suspended': eventType({ siteId: is.code, reason: is.code }),
  'site.reinstated': eventType({ siteId: is.code, reason: is.code.exactOptional() }),
};
