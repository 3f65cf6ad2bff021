import { businessTopics } from '#contracts/topics.js';
import { z } from 'zod';

const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single dashes');

const text = z.string().min(1);

const everySite = z.literal('*');

/** Types allowed on each topic: a list, or `*` for every type of that topic's catalogue. */
const publishing = z.partialRecord(
  z.enum(businessTopics),
  z.union([z.literal('*'), z.array(text).min(1)]),
);

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const siteSchema = z.strictObject({
  id: identifier,
  name: text,
  zone: z.string().refine(isZone, 'an IANA time zone, such as Europe/Zurich'),
  jurisdiction: text,
  qualifiedFor: z.array(identifier),
});

const instant = z.iso.datetime({
  offset: true,
  error: 'a date with time and offset, such as 2026-01-31T00:00:00Z',
});

const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/, 'the 32 bytes of an Ed25519 public key in base64url'),
  d: z.undefined('the public key alone: a private part never leaves its partner').optional(),
});

const keySchema = z.strictObject({
  kid: z.string().regex(/^[\w.-]{1,100}$/, 'up to 100 letters, digits, dots, dashes'),
  publicKey,
  validFrom: instant,
  validUntil: instant.exactOptional(),
});

const partnerSchema = z.strictObject({
  id: identifier,
  kind: z.enum(['clinic', 'laboratory', 'manufacturer', 'courier']),
  source: z.url({ protocol: /^(urn|https)$/, error: 'a URI, such as urn:v2v:lab:alpine-qc' }),
  sites: z.union([everySite, z.array(identifier)]),
  publishes: publishing,
  /** Whether an event without a signature is refused; one that has a signature is always verified. */
  signaturePolicy: z.enum(['required', 'optional']),
  keys: z.array(keySchema),
  contact: z.strictObject({ organisation: text, phone: text, hours: text }),
});

const routeSchema = z.strictObject({
  siteId: identifier,
  clinic: identifier,
  laboratory: identifier,
  courier: identifier,
});

const supplySchema = z.strictObject({
  product: identifier,
  manufacturer: identifier,
  qualityLaboratory: identifier,
});

/** The registry as its data file gives it. */
export const registrySchema = z.strictObject({
  sites: z.array(siteSchema),
  partners: z.array(partnerSchema),
  /** Who serves each site. */
  care: z.array(routeSchema),
  /** Who makes and tests each product. */
  supply: z.array(supplySchema),
});

/** The registry as its data file gives it. */
export type RegistryData = z.infer<typeof registrySchema>;

/** A treatment or collection centre; `zone` is an IANA time zone. */
export type Site = Readonly<z.infer<typeof siteSchema>>;

/** An organisation that publishes events under its own `source` and reads its own requests. */
export type Partner = Readonly<z.infer<typeof partnerSchema>>;

/** A public Ed25519 key of a partner and when what arrives may be signed with it, RFC 3339. */
export type PartnerKey = Readonly<z.infer<typeof keySchema>>;
