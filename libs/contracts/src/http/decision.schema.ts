import { z } from 'zod';
import { consentScope } from '../inbound/families/referral.js';
import { therapyModality } from '../inbound/families/treatment.js';
import { code, reason, sentence } from './elements.schema.js';
import { stepUpSignature } from './signature.schema.js';

const date = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const onlyReason = z.strictObject({ reason });
const schedule = z.strictObject({
  slotId: code.optional(),
  apheresisAppointmentId: code.optional(),
  bedAppointmentId: code.optional(),
  pickupAt: z.iso.datetime({ offset: true }).optional(),
});
const site = z.strictObject({ siteId: code, until: date.optional() });
const supply = z.strictObject({ batchId: code, regulatorReference: sentence.optional() });
const nothing = z.strictObject({});

const toxicityKind = z.enum([
  'crs',
  'icans',
  'iec-hs',
  'icaht',
  'delayed-neurotoxicity',
  'gvhd',
  'infection',
  'infusion-reaction',
]);

/** The data of each decision. */
export const decisionData = {
  'accept-referral': nothing,
  'decline-referral': onlyReason,
  'assign-task': z.strictObject({ taskId: sentence, subject: sentence }),
  'acknowledge-alert': z.strictObject({ alertId: code }),
  'place-hold': z.strictObject({ kind: code, reason }),
  'lift-hold': z.strictObject({ kind: code, reason }),
  'confirm-eligibility': nothing,
  'reject-eligibility': onlyReason,
  'defer-eligibility': z.strictObject({ until: date, reason }),
  'select-product': z.strictObject({ product: code, indication: code }),
  'book-schedule': schedule,
  'change-schedule': schedule,
  'accept-low-yield': z.strictObject({ donationIds: z.array(code).min(1).max(20) }),
  'request-second-apheresis': onlyReason,
  'plan-bridging': z.strictObject({ modality: therapyModality, regimen: code, from: date }),
  'accept-material': z.strictObject({ donationId: code }),
  'dispose-material': z.strictObject({
    bagId: code,
    disposition: z.enum(['retain', 'return', 'destroy']),
  }),
  'allocate-unit': z.strictObject({ unitId: code }),
  'order-remanufacture': z.strictObject({ batchId: code }),
  'dispose-excursion': z.strictObject({
    shipmentId: code,
    disposition: z.enum(['acceptable', 'acceptable-with-conditions', 'rejected']),
    conditions: sentence.optional(),
  }),
  'request-out-of-specification-supply': supply,
  'accept-out-of-specification': supply,
  'refuse-out-of-specification': z.strictObject({ batchId: code, reason }),
  'authorize-lymphodepletion': z.strictObject({ regimen: code }),
  'hold-lymphodepletion': onlyReason,
  'waive-lymphodepletion': onlyReason,
  'repeat-lymphodepletion': onlyReason,
  'verify-product-identity': z.strictObject({ batchId: code, bagId: code, scannedCoi: code }),
  'authorize-infusion': z.strictObject({ doseNumber: z.int().min(1).max(20) }),
  'withdraw-authorization': z.strictObject({ requestId: code, reason }),
  'confirm-toxicity-grade': z.strictObject({
    kind: toxicityKind,
    grade: z.int().min(0).max(5),
    scale: code,
    agrees: z.boolean(),
  }),
  'order-safety-switch': z.strictObject({ agent: code, reason }),
  'attribute-finding': z.strictObject({
    kind: toxicityKind,
    finding: z.enum(['crs', 'infection', 'both', 'other']),
  }),
  discharge: nothing,
  'close-monitoring': nothing,
  'override-requirement': z.strictObject({
    gate: z.string().max(64),
    requirement: code,
    reason,
    validUntil: date,
  }),
  'adopt-rules': z.strictObject({ rulesId: code }),
  'resolve-identity-mismatch': z.strictObject({
    finding: z.enum(['label-error', 'swap-confirmed', 'scan-error']),
    identifiers: z.array(code).max(50).optional(),
  }),
  'answer-review': z.strictObject({ reviewId: sentence, finding: sentence, reason }),
  'retract-record': z.strictObject({ source: sentence, eventId: sentence, reason }),
  'reopen-journey': onlyReason,
  'start-new-course': z.strictObject({ product: code, indication: code }),
  'withdraw-patient': z.strictObject({ scope: consentScope, reason }),
  'transfer-site': site,
  'share-with-site': site,
  'close-journey': z.strictObject({ outcome: code, reason }),
} as const satisfies Record<string, z.ZodType<Record<string, unknown>>>;

/** The data of each decision about a site. */
export const siteDecisionData = {
  'declare-downtime': z.strictObject({ siteId: code, reason }),
  'end-downtime': z.strictObject({ siteId: code, reason }),
} as const satisfies Record<string, z.ZodType<Record<string, unknown>>>;

/** A decision of a person; the signed ones carry one signature, or two given at one screen. */
export const decisionRequest = z.strictObject({
  type: code,
  data: z.record(z.string(), z.json()),
  basis: z
    .string()
    .max(200)
    .nullable()
    .optional()
    .describe('of the requirement in waitingFor that the decision meets'),
  signature: z.union([stepUpSignature, z.array(stepUpSignature).min(1).max(2)]).optional(),
});
export type DecisionRequest = z.infer<typeof decisionRequest>;

const { type: _any, data: _anything, ...common } = decisionRequest.shape;

/** The same as its readers see it: with the data that each type takes. */
export const describedDecision = z.union(
  Object.entries(decisionData).map(([type, data]) =>
    z.strictObject({ type: z.literal(type), data, ...common }),
  ),
);

/** The answer to a decision that was accepted. */
export const decisionAnswer = z.object({
  version: z.int(),
  effects: z.array(z.string()),
  awaitingSecond: z.boolean().optional().describe('true when another person must still sign'),
});
export type DecisionAnswer = z.infer<typeof decisionAnswer>;
