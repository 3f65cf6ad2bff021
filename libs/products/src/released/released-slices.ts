import { z } from 'zod';
import type { RuleSlice } from '#contracts/products/rule-slice.schema.js';

/** One released slice: which rules, in which revision, and their address. */
export const releasedSlices = z.array(
  z.strictObject({
    product: z.string(),
    indication: z.string(),
    jurisdiction: z.string(),
    effectiveFrom: z.iso.date(),
    revision: z.int().positive(),
    id: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

/** The list of released slices, oldest first. */
export type ReleasedSlices = z.infer<typeof releasedSlices>;

type Released = ReleasedSlices[number];

/** A slice as the list names it. */
export function asReleased(slice: RuleSlice): Released {
  const { product, indication, jurisdiction, effectiveFrom, revision, id } = slice;
  return { product: product.id, indication, jurisdiction, effectiveFrom, revision, id };
}

/** Which rules of which revision an entry is about. */
export function keyOf({
  product,
  indication,
  jurisdiction,
  effectiveFrom,
  revision,
}: Released): string {
  return [product, indication, jurisdiction, effectiveFrom, revision].join(' ');
}

/** Slices of the definitions whose released form differs: they need a new revision in their file. */
export function changedSince(
  released: ReleasedSlices,
  slices: readonly RuleSlice[],
): readonly string[] {
  const ids = new Map(released.map((one) => [keyOf(one), one.id]));
  return slices.map(asReleased).flatMap((slice) => {
    const known = ids.get(keyOf(slice));
    return known === undefined || known === slice.id ? [] : [keyOf(slice)];
  });
}

/** Slices of the definitions that are on the list in no form: they are released by being appended. */
export function notReleased(
  released: ReleasedSlices,
  slices: readonly RuleSlice[],
): ReleasedSlices {
  const known = new Set(released.map(keyOf));
  return slices.map(asReleased).filter((slice) => !known.has(keyOf(slice)));
}

/** Released rules of which the definitions no longer have the latest revision, nor a later one. */
export function withdrawn(
  released: ReleasedSlices,
  slices: readonly RuleSlice[],
): readonly string[] {
  const withoutRevision = (one: Released): string => keyOf({ ...one, revision: 0 });
  const latest = new Map(slices.map(asReleased).map((one) => [withoutRevision(one), one.revision]));
  return released
    .filter((one) => one.revision > (latest.get(withoutRevision(one)) ?? 0))
    .map(keyOf);
}
