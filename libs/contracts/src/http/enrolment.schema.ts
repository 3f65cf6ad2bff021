import { z } from 'zod';
import { code } from './elements.schema.js';
import { patientIdentity } from './patient.schema.js';

/** What enrols a patient; all but `patient` goes on to the journey. */
export const enrolmentRequest = z.strictObject({
  siteId: code,
  indication: code,
  product: code,
  diseaseStatus: z.enum(['relapsed', 'refractory']),
  ageYears: z.number().min(0).max(130),
  weightKg: z.number().min(0.5).max(500),
  priorLines: z.int().min(0).max(50),
  programme: z.enum(['commercial', 'trial', 'expanded-access', 'named-patient']),
  studyId: code.optional(),
  referralId: code.optional(),
  patient: patientIdentity,
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;

/** The journey that began; `version` is the journal sequence its first record has. */
export const enrolled = z.object({ journeyId: z.string(), version: z.int() });
export type Enrolled = z.infer<typeof enrolled>;
