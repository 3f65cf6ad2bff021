import { z } from 'zod';
import { criterion } from './eligibility-rules.schema.js';
import { code, range, type Values } from './values.js';

const toxicityKind = z.enum(['crs', 'icans']);

/** From bridging to the infusion: regimens, windows, doses and what is given with them. */
export function treatmentSections<
  N extends z.ZodType,
  L extends z.ZodType,
  D extends z.ZodType,
  V extends z.ZodType,
>({ number, last, days }: Values<N, L, D, V>) {
  return {
    bridging: z.strictObject({
      washOuts: z.array(z.strictObject({ modality: code, days: number })),
    }),
    lymphodepletion: z.strictObject({
      regimens: z
        .array(
          z.strictObject({
            id: code,
            drugs: z.array(z.strictObject({ drug: code, doseMgPerM2: number, days })),
            lastDay: number,
          }),
        )
        .min(1),
      toInfusionDays: z.strictObject({
        timing: z.enum(['fixed', 'window']),
        from: number,
        until: last,
        recommendedUntil: number.exactOptional(),
      }),
      omission: z.strictObject({ leucocytesAtMost: number, withinDays: number }).exactOptional(),
      repeat: z
        .strictObject({ afterDays: number, leucocytesAbove: number.exactOptional() })
        .exactOptional(),
      startCriteria: z.array(criterion(number)),
    }),
    dosing: z.strictObject({
      doses: z
        .array(
          z.strictObject({
            number: z.int().positive(),
            plan: code.exactOptional(),
            basis: z.enum(['absolute', 'per-kilogram']),
            weightAboveKg: number.exactOptional(),
            weightUpToKg: number.exactOptional(),
            minimum: number.exactOptional(),
            target: number.exactOptional(),
            maximum: number.exactOptional(),
            perKgMinimum: number.exactOptional(),
            perKgTarget: number.exactOptional(),
            perKgMaximum: number.exactOptional(),
            bags: z
              .array(z.strictObject({ cells: number, isPartial: z.boolean() }))
              .exactOptional(),
          }),
        )
        .min(1),
      schedule: z.array(
        z.strictObject({
          number: z.int().positive(),
          day: number,
          toleranceDays: number,
          postponedUntilDay: number.exactOptional(),
        }),
      ),
      planBy: z
        .strictObject({
          test: code,
          unit: z.string(),
          withinDaysBeforeLymphodepletion: number,
          plans: z
            .array(
              z.strictObject({
                id: code,
                above: number.exactOptional(),
                upTo: number.exactOptional(),
              }),
            )
            .min(2),
        })
        .exactOptional(),
      afterToxicity: z.array(
        z.strictObject({
          number: z.int().positive(),
          kind: toxicityKind,
          grade: range(number),
          consequence: z.enum(['postpone', 'stop']),
          resumeAtGrade: number.exactOptional(),
        }),
      ),
    }),
    infusion: z.strictObject({
      routes: z.array(code).min(1),
      tocilizumabDoses: number,
      moreTocilizumabWithinHours: number.exactOptional(),
      premedication: z.array(
        z.strictObject({
          drug: code,
          doseMg: range(number).exactOptional(),
          minutesBefore: range(number).exactOptional(),
        }),
      ),
      prophylacticSteroid: z.enum(['avoid', 'consider']).exactOptional(),
      minutes: number.exactOptional(),
      mlPerMinute: range(number).exactOptional(),
    }),
  };
}
