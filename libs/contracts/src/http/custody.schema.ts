import { z } from 'zod';
import { instant } from './elements.schema.js';
import { journeyStatus } from './journey-status.schema.js';

const { identifiers, material } = journeyStatus.shape;

/** One step of the chain of identity and custody, as its record in the journal says. */
export const custodyStep = z.object({
  sequence: z.int(),
  type: z.string(),
  happenedAt: instant,
  recordedAt: instant,
  by: z.object({ kind: z.string(), id: z.string(), role: z.string().optional() }),
  performedBy: z.string().nullable(),
  toldBy: z.string().nullable(),
  entryMode: z.string().nullable(),
  eventId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).describe('what was said: bags, scans, temperatures'),
  signatures: z.array(
    z.object({
      printedName: z.string(),
      meaning: z.string(),
      signedAt: instant,
    }),
  ),
  hash: z.string(),
});

/** Identity and custody of one journey: what there is, what is on its labels, and every step in order. */
export const custody = z.object({
  journeyId: z.string(),
  version: z.int(),
  asOf: instant,
  environment: z.string(),
  identifiers,
  material,
  labels: z.array(
    z.object({ labelId: z.string(), bagId: z.string(), state: z.enum(['live', 'voided']) }),
  ),
  steps: z.array(custodyStep),
});
export type Custody = z.infer<typeof custody>;

/** Who of the installation signed what, in a form that is read without any server. */
const fileKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
});

/** The public keys with which signatures and seals are checked. */
export const signatureKeys = z.object({ keys: z.array(fileKey) });
export type SignatureKeys = z.infer<typeof signatureKeys>;

/** One journey's whole record with everything that checking it needs. */
export const custodyFile = z.object({
  format: z.literal('vein-to-vein-custody/1'),
  exportedAt: instant,
  exportedBy: z.string(),
  environment: z.string(),
  journeyId: z.string(),
  version: z.int(),
  key: fileKey.describe('the public key of the installation; compare it with the one it published'),
  records: z
    .array(z.record(z.string(), z.unknown()))
    .describe('the journal, from the first record'),
  seal: z.string().describe('a JWS over the SHA-256 of the RFC 8785 form of everything else'),
});
export type CustodyFile = z.infer<typeof custodyFile>;
