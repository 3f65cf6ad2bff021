import { z } from 'zod';
import { code, range, type Values } from './values.js';

/** A test that is repeated until a day after the infusion. */
export function recurringTest<N extends z.ZodType>(number: N) {
  return z.strictObject({ test: code, everyHours: number, untilDay: number });
}

function treatmentStep<N extends z.ZodType>(number: N) {
  return z.strictObject({
    kind: z.enum(['crs', 'icans']),
    grade: z.int().min(1).max(4),
    drug: code,
    dose: number.exactOptional(),
    unit: z.enum(['mg', 'mg/kg']).exactOptional(),
    everyHours: range(number).exactOptional(),
    days: number.exactOptional(),
  });
}

/** What follows the infusion: monitoring, treatment of toxicity, response and the registry's calendar. */
export function monitoringSections<
  N extends z.ZodType,
  L extends z.ZodType,
  D extends z.ZodType,
  V extends z.ZodType,
>({ number, visits }: Values<N, L, D, V>) {
  return {
    monitoring: z.strictObject({
      windows: z.array(
        z.strictObject({
          name: z.enum(['daily-monitoring', 'total-watch', 'proximity', 'driving']),
          anchor: z.literal('first-infusion').default('first-infusion'),
          from: z.int().default(0),
          until: number,
          unit: z.literal('calendar-day').default('calendar-day'),
          inclusive: z.boolean().default(true),
          zone: z.literal('site').default('site'),
          visitsPerWeek: number.exactOptional(),
        }),
      ),
      travelMinutes: number.exactOptional(),
      assessmentsPerDay: number,
      cadenceHours: number,
      closeMaximumGrade: z.strictObject({ crs: number, icans: number }),
      tests: z.array(recurringTest(number)),
      lateEffects: z.array(code),
    }),
    toxicity: z.strictObject({
      scale: z.literal('astct'),
      capdBelowAgeYears: number,
      tocilizumab: z
        .strictObject({
          mgPerKg: number,
          lightBelowKg: number,
          mgPerKgWhenLight: number,
          maximumMg: number,
          intervalHours: number,
          maximumIn24Hours: number,
          maximumDoses: number,
          steroidAfterHours: range(number).exactOptional(),
        })
        .exactOptional(),
      guideline: z.array(treatmentStep(number)),
      label: z.array(treatmentStep(number)),
      haematotoxicity: z.array(
        z.strictObject({
          cells: z.enum(['neutrophils', 'platelets']),
          phase: z.enum(['early', 'late']),
          perMicrolitre: number,
          inclusive: z.boolean(),
          days: number,
          grade: z.int().min(1).max(4),
        }),
      ),
      hyperinflammation: z
        .strictObject({
          ferritinTimesBaseline: number,
          transaminasesTimesLimit: number,
          fibrinogenBelowMgPerDl: number,
        })
        .exactOptional(),
    }),
    response: z.strictObject({
      criteria: z.array(code).min(1),
      minimalResidualDisease: z.boolean(),
      visits,
    }),
    followUp: z.strictObject({
      visits,
      toleranceDays: number,
      variants: z.array(z.strictObject({ name: code, visits })),
    }),
    retreatment: z.strictObject({
      lostAt: z.array(z.enum(['negative', 'dim', 'heterogeneous'])).min(1),
    }),
  };
}
