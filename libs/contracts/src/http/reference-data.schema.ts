import { z } from 'zod';

/** The products whose rules are known, with every version and how far its numbers are verified. */
export const productList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      target: z.array(z.string()),
      source: z.string(),
      versions: z.array(
        z.object({
          rulesId: z.string(),
          indication: z.string(),
          jurisdiction: z.string(),
          effectiveFrom: z.string(),
          numbers: z.int(),
          unverified: z.int(),
        }),
      ),
    }),
  ),
});
export type ProductList = z.infer<typeof productList>;

/** The sites of the network; `zone` is an IANA time zone. */
export const siteList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      zone: z.string(),
      jurisdiction: z.string(),
      qualifiedFor: z.array(z.string()),
    }),
  ),
});
export type SiteList = z.infer<typeof siteList>;

/** Every registered partner as administrators see it; of keys the names and times alone. */
export const partnerList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      source: z.string(),
      sites: z.union([z.literal('*'), z.array(z.string())]),
      publishes: z.record(z.string(), z.union([z.literal('*'), z.array(z.string())])),
      signaturePolicy: z.string(),
      keys: z.array(
        z.object({ kid: z.string(), validFrom: z.string(), validUntil: z.string().optional() }),
      ),
      contact: z.object({ organisation: z.string(), phone: z.string(), hours: z.string() }),
    }),
  ),
});
export type PartnerList = z.infer<typeof partnerList>;
