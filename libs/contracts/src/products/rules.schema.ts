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
type Values<N extends z.ZodType, L extends z.ZodType, D extends z.ZodType, V extends z.ZodType> = {
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

/** The sections of the rules of a product, with its values written as `values` says. */
export function ruleSections<
  N extends z.ZodType,
  L extends z.ZodType,
  D extends z.ZodType,
  V extends z.ZodType,
>(values: Values<N, L, D, V>) {
  const { number } = values;
  const criterion = z.strictObject({
    test: code,
    kind: z.enum(['minimum', 'maximum', 'negative', 'done']),
    value: number.exactOptional(),
    unit: z.string().exactOptional(),
    hard: z.boolean(),
    overridable: z.boolean(),
  });
  return {
    eligibility: z.strictObject({
      ageYears: z
        .strictObject({ min: number.exactOptional(), max: number.exactOptional() })
        .exactOptional(),
      minimumPriorLines: number.exactOptional(),
      diseaseStatuses: z.array(z.enum(['relapsed', 'refractory'])).min(1),
      criteria: z.array(criterion),
      screeningValidityDays: number,
    }),
    washOuts: z.array(z.strictObject({ drugClass: code, days: number, hard: z.boolean() })),
    apheresis: z.strictObject({
      minimumCd3Cells: number,
      minimumTotalNucleatedCells: number.exactOptional(),
      dayCounts: z.array(criterion),
      infectiousMarkers: z.array(code),
    }),
    material: z.strictObject({
      state: z.enum(['fresh', 'cryopreserved']),
      shippingCelsius: z.strictObject({
        min: number.exactOptional(),
        max: number.exactOptional(),
      }),
      holdHours: number.exactOptional(),
      maximumAgeDays: number.exactOptional(),
    }),
    manufacturing: z.strictObject({
      expectedDays: number,
      requiredTests: z.array(code).min(1),
      mayBePending: z.array(code),
      maximumAttempts: number,
    }),
    product: z.strictObject({
      id: code,
      storageMaxCelsius: number,
      shelfLifeDays: number,
      thawToInfusionMinutes: number,
    }),
    bridging: z.strictObject({
      washOuts: z.array(z.strictObject({ modality: code, days: number })),
    }),
    lymphodepletion: z.strictObject({
      regimens: z
        .array(
          z.strictObject({
            id: code,
            drugs: z.array(z.strictObject({ drug: code, doseMgPerM2: number, days: values.days })),
            lastDay: number,
          }),
        )
        .min(1),
      toInfusionDays: z.strictObject({
        from: number,
        until: values.last,
        recommendedUntil: number.exactOptional(),
      }),
      repeatAfterDays: number.exactOptional(),
    }),
    dosing: z.strictObject({
      doses: z
        .array(
          z.strictObject({
            number: z.int().positive(),
            basis: z.enum(['absolute', 'per-kilogram']),
            weightAboveKg: number.exactOptional(),
            weightUpToKg: number.exactOptional(),
            minimum: number.exactOptional(),
            maximum: number.exactOptional(),
            perKgMinimum: number.exactOptional(),
            perKgTarget: number.exactOptional(),
            perKgMaximum: number.exactOptional(),
          }),
        )
        .min(1),
    }),
    infusion: z.strictObject({ tocilizumabDoses: number }),
    monitoring: z.strictObject({
      windows: z.array(
        z.strictObject({
          name: z.enum(['daily-monitoring', 'total-watch', 'proximity', 'driving']),
          anchor: z.literal('first-infusion'),
          from: z.int(),
          until: number,
          unit: z.literal('calendar-day'),
          inclusive: z.boolean(),
          zone: z.literal('site'),
        }),
      ),
      assessmentsPerDay: number,
      cadenceHours: number,
      closeMaximumGrade: z.strictObject({ crs: number, icans: number }),
    }),
    toxicity: z.strictObject({ scale: z.literal('astct'), capdBelowAgeYears: number }),
    followUp: z.strictObject({ visits: values.visits, toleranceDays: number }),
  };
}
