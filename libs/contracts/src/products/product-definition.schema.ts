import { z } from 'zod';
import { productNature, verification } from './rule-slice.schema.js';
import { ruleSections } from './rules.schema.js';
import { calendarDate, code, plainValues } from './values.js';

const origin = { source: code, verified: verification };

/** A value together with the key of its source and how far it may be trusted. */
function sourced<T extends z.ZodType>(value: T) {
  return z.strictObject({ value, ...origin });
}

/** The complete rules of a product as a file writes them: every number with its source. */
export const sourcedRules = z.strictObject(
  ruleSections({
    number: sourced(plainValues.number),
    last: sourced(plainValues.last),
    days: sourced(plainValues.days),
    visits: sourced(plainValues.visits),
  }),
);

const sections = sourcedRules.shape;

/** Some rules: whole sections or parts of them, to be laid over others. */
const layer = z.strictObject({
  eligibility: sections.eligibility.partial().exactOptional(),
  washOuts: sections.washOuts.exactOptional(),
  combinations: sections.combinations.exactOptional(),
  apheresis: sections.apheresis.partial().exactOptional(),
  features: sections.features.partial().exactOptional(),
  material: sections.material.partial().exactOptional(),
  manufacturing: sections.manufacturing.partial().exactOptional(),
  product: sections.product.omit({ id: true }).partial().exactOptional(),
  donor: sections.donor,
  bridging: sections.bridging.partial().exactOptional(),
  lymphodepletion: sections.lymphodepletion.partial().exactOptional(),
  dosing: sections.dosing.partial().exactOptional(),
  infusion: sections.infusion.partial().exactOptional(),
  monitoring: sections.monitoring.partial().exactOptional(),
  toxicity: sections.toxicity.partial().exactOptional(),
  response: sections.response.partial().exactOptional(),
  followUp: sections.followUp.partial().exactOptional(),
  retreatment: sections.retreatment.partial().exactOptional(),
});

const layers = {
  /** Short key → where the number was read. */
  sources: z.record(code, z.string().min(1).max(120)),
  layers: z.record(code, layer),
};

/** A file of layers that several products share. */
export const productClass = z.strictObject({ class: code, ...layers });

/**
 * A product file. A version is in force from its date on until a later one of the same indication and
 * jurisdiction; its rules are the named layers, each laid over the ones before it.
 */
export const productDefinition = z.strictObject({
  product: code,
  name: z.string().min(1),
  ...productNature,
  illustrative: z.boolean().default(false),
  include: code,
  ...layers,
  versions: z
    .array(
      z.strictObject({
        indication: code,
        jurisdiction: z.string().regex(/^[A-Z]{2}$/),
        effectiveFrom: z.strictObject({ value: calendarDate, ...origin }),
        /** Counts up whenever the rules of a released version are written anew. */
        revision: z.int().positive().default(1),
        layers: z.array(code).min(1),
      }),
    )
    .min(1),
});

/** The content of a file of shared layers. */
export type ProductClass = z.infer<typeof productClass>;

/** The content of a product file. */
export type ProductDefinition = z.infer<typeof productDefinition>;
