import { z } from 'zod';

/** What a signature can say. */
export const meaning = z.enum([
  'performed',
  'verified',
  'reviewed',
  'approved',
  'released',
  'rejected',
]);

/** A step-up signature: an identity token whose nonce is the record's signed hash, and what it says. */
export const stepUpSignature = z.strictObject({
  idToken: z.string().min(1).max(8192),
  meaning,
});
export type StepUpSignature = z.infer<typeof stepUpSignature>;
