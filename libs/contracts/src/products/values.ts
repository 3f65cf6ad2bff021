import { z } from 'zod';

/** A code of the catalogue: lower case, words joined by hyphens. */
export const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A calendar date, YYYY-MM-DD. */
export const calendarDate = z.iso.date();

const visits = z.array(
  z.strictObject({
    name: code,
    from: z.union([
      z.strictObject({ days: z.int().positive() }),
      z.strictObject({ months: z.int().positive() }),
      z.strictObject({ years: z.int().positive() }),
    ]),
  }),
);

/** How the values that need a source are written: plainly in a slice, with their source in a file. */
export type Values<
  N extends z.ZodType = z.ZodType,
  L extends z.ZodType = z.ZodType,
  D extends z.ZodType = z.ZodType,
  V extends z.ZodType = z.ZodType,
> = {
  readonly number: N;
  readonly last: L;
  readonly days: D;
  readonly visits: V;
};

/** The plain values of a slice; `last` is null when there is no last day. */
export const plainValues = {
  number: z.number(),
  last: z.number().nullable(),
  days: z.array(z.int()).min(1),
  visits,
};

/** Limits of a measure; either may be open. */
export function range<N extends z.ZodType>(number: N) {
  return z.strictObject({ min: number.exactOptional(), max: number.exactOptional() });
}
