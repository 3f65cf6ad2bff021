import type { z } from 'zod';
import { eligibilitySections } from './eligibility-rules.schema.js';
import { monitoringSections } from './monitoring-rules.schema.js';
import { productSections } from './product-rules.schema.js';
import { treatmentSections } from './treatment-rules.schema.js';
import type { Values } from './values.js';

/** The sections of the rules of a product, with its values written as `values` says. */
export function ruleSections<
  N extends z.ZodType,
  L extends z.ZodType,
  D extends z.ZodType,
  V extends z.ZodType,
>(values: Values<N, L, D, V>) {
  return {
    ...eligibilitySections(values.number),
    ...productSections(values.number),
    ...treatmentSections(values),
    ...monitoringSections(values),
  };
}
