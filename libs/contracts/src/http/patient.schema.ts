import { z } from 'zod';
import { stepUpSignature } from './signature.schema.js';

const text = z.string().trim().min(1).max(1000);

const contact = z
  .object({ name: text, relation: text, phone: text, email: text, address: text })
  .partial()
  .catchall(text);

/** Who the patient is. It lives in the vault and nowhere else. */
export const patientIdentity = z.strictObject({
  name: z.string().trim().min(1).max(200),
  birthDate: z.iso.date(),
  recordNumber: z.string().trim().min(1).max(64),
  contacts: z.union([contact, z.array(contact).max(20)]).optional(),
});
export type PatientIdentity = z.infer<typeof patientIdentity>;

/** Identity given or corrected; signed over `{ journeyId, type: 'patient.identity', data: { reason, patient }, basis: null, meaning: 'approved' }`. */
export const identityChange = z.strictObject({
  reason: text,
  patient: patientIdentity,
  signature: stepUpSignature,
});
export type IdentityChange = z.infer<typeof identityChange>;

/** A note as clinical roles read it. */
export const keptNote = z.object({ journeyId: z.string(), noteId: z.string(), note: z.string() });
export type KeptNote = z.infer<typeof keptNote>;

/** Identity as clinical roles read it; `version` counts its corrections from 1. */
export const recordedIdentity = z.object({
  journeyId: z.string(),
  version: z.int(),
  patient: patientIdentity,
});
