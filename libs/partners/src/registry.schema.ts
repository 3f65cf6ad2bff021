import { businessTopics } from '#contracts/topics.js';
import { z } from 'zod';

const identifier = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const everySite = z.literal('*');

/** Types allowed on each topic: a list, or `*` for every type of that topic's catalogue. */
const publishing = z.partialRecord(
  z.enum(businessTopics),
  z.union([z.literal('*'), z.array(z.string()).min(1)]),
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
  name: z.string(),
  zone: z.string().refine(isZone, 'an IANA time zone'),
  jurisdiction: z.string(),
  qualifiedFor: z.array(identifier),
});

const partnerSchema = z.strictObject({
  id: identifier,
  kind: z.enum(['clinic', 'laboratory', 'manufacturer', 'courier']),
  source: z.url({ protocol: /^(urn|https)$/ }),
  sites: z.union([everySite, z.array(identifier)]),
  publishes: publishing,
  contact: z.strictObject({ organisation: z.string(), phone: z.string(), hours: z.string() }),
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
