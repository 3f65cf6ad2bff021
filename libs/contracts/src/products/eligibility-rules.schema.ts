import { z } from 'zod';
import { code, range } from './values.js';

/** A condition on a screening result. */
export function criterion<N extends z.ZodType>(number: N) {
  return z.strictObject({
    test: code,
    kind: z.enum(['minimum', 'maximum', 'negative', 'positive', 'done']),
    value: number.exactOptional(),
    unit: z.string().exactOptional(),
    hard: z.boolean(),
    overridable: z.boolean(),
  });
}

/** Who may be treated, and what therapy must lie how far back. */
export function eligibilitySections<N extends z.ZodType>(number: N) {
  return {
    eligibility: z.strictObject({
      ageYears: range(number).exactOptional(),
      priorTherapies: z
        .array(
          z.strictObject({
            diseaseStatuses: z.array(z.enum(['relapsed', 'refractory'])).min(1),
            minimumLines: number.exactOptional(),
            relapseWithinMonths: number.exactOptional(),
          }),
        )
        .min(1),
      priorClasses: z.array(code),
      criteria: z.array(criterion(number)),
      screeningValidityDays: number,
    }),
    washOuts: z.array(
      z.strictObject({
        drugClass: code,
        days: number,
        preferredDays: number.exactOptional(),
        hard: z.boolean(),
      }),
    ),
    combinations: z.array(
      z.strictObject({
        therapy: code,
        relation: z.enum(['never-within', 'only-within']),
        anchor: z.enum(['apheresis', 'lymphodepletion', 'infusion']),
        fromDay: number.exactOptional(),
        untilDay: number.exactOptional(),
        hard: z.boolean(),
      }),
    ),
    apheresis: z.strictObject({
      minimumCd3Cells: number.exactOptional(),
      targetCd3Cells: number.exactOptional(),
      minimumTotalNucleatedCells: number.exactOptional(),
      dayCounts: z.array(criterion(number)),
      infectiousMarkers: z.array(code),
    }),
  };
}
