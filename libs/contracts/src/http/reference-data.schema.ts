import { z } from 'zod';
import { code, reason } from './elements.schema.js';

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

const care = z.strictObject({ clinic: code, laboratory: code, courier: code });

const version = z.string().describe('changes with every change of sites and partners');

/** The sites of the network; `zone` is an IANA time zone. */
export const siteList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      zone: z.string(),
      jurisdiction: z.string(),
      qualifiedFor: z.array(z.string()),
      care: care.nullable().describe('the partners who serve it; null where none are registered'),
    }),
  ),
  version,
});
export type SiteList = z.infer<typeof siteList>;

/** The sites anew, each of them; one that has journeys stays. */
export const siteChange = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: code,
        name: code,
        zone: code,
        jurisdiction: code,
        qualifiedFor: z.array(code),
        care: care.nullable().optional().describe('as it was, when left out'),
      }),
    )
    .min(1),
  reason,
  version: version.optional().describe('of the list that was changed, so that no change is lost'),
});
export type SiteChange = z.infer<typeof siteChange>;

const supply = z.strictObject({ product: code, manufacturer: code, qualityLaboratory: code });

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
  supply: z.array(supply).describe('who makes and tests each product'),
  version,
});
export type PartnerList = z.infer<typeof partnerList>;

/** The partners anew, each of them; a key of which only the name is given stays as it is. */
export const partnerChange = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: code,
        kind: code,
        source: code,
        sites: z.union([z.literal('*'), z.array(code)]),
        publishes: z.record(z.string(), z.union([z.literal('*'), z.array(code)])),
        signaturePolicy: code,
        keys: z.array(
          z.strictObject({
            kid: code,
            validFrom: code,
            validUntil: code.optional(),
            publicKey: z.strictObject({ kty: code, crv: code, x: code }).optional(),
          }),
        ),
        contact: z.strictObject({ organisation: code, phone: code, hours: code }),
      }),
    )
    .min(1),
  supply: z.array(supply).optional().describe('as it was, when left out'),
  reason,
  version: version.optional().describe('of the list that was changed, so that no change is lost'),
});
export type PartnerChange = z.infer<typeof partnerChange>;
