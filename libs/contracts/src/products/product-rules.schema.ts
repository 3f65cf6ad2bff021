import { z } from 'zod';
import { recurringTest } from './monitoring-rules.schema.js';
import { code, range } from './values.js';

const state = z.enum(['fresh', 'cryopreserved']);

/** What the product is made from, how it is made and tested, and what it is. */
export function productSections<N extends z.ZodType>(number: N) {
  return {
    features: z.strictObject({
      safetySwitch: z
        .strictObject({
          mechanism: code,
          agent: code,
          mgPerKg: number.exactOptional(),
          dosesInStock: number,
        })
        .exactOptional(),
      armoured: z
        .strictObject({ payload: code, tests: z.array(recurringTest(number)) })
        .exactOptional(),
      checkpointEdits: z.array(code),
    }),
    material: z.strictObject({
      state: z.enum([...state.options, 'none']),
      accepts: z.array(state),
      shippingCelsius: range(number),
      holdHours: number.exactOptional(),
      maximumAgeDays: number.exactOptional(),
      leucocytesPerMl: range(number).exactOptional(),
    }),
    manufacturing: z.strictObject({
      expectedDays: number.exactOptional(),
      requiredTests: z.array(code).min(1),
      mayBePending: z.array(code),
      limits: z.array(
        z.strictObject({
          test: code,
          kind: z.enum(['minimum', 'maximum']),
          value: number,
          unit: z.string(),
        }),
      ),
      maximumAttempts: number,
    }),
    product: z.strictObject({
      id: code,
      storageMaxCelsius: number,
      shelfLifeDays: number.exactOptional(),
      clocks: z.array(
        z.strictObject({
          name: code,
          anchor: z.enum(['out-of-freezer', 'thaw-begun', 'thawed']),
          until: z.enum(['begun', 'given']),
          minutes: number,
        }),
      ),
      containers: z.strictObject({
        minimum: number,
        maximum: number.exactOptional(),
        volumeMl: range(number).exactOptional(),
        oneAtATime: z.boolean(),
        kinds: z.array(
          z.strictObject({ cells: number, colour: code, volumeMl: number.exactOptional() }),
        ),
      }),
      components: z.array(
        z.strictObject({
          id: code,
          minimumContainers: number,
          maximumContainers: number.exactOptional(),
          containerMl: number.exactOptional(),
          cellsPerMl: range(number).exactOptional(),
        }),
      ),
    }),
    donor: z
      .strictObject({
        eligibilityDetermined: z.boolean(),
        antibodies: z.enum(['negative', 'recorded']),
        histocompatibility: z.enum(['recorded', 'not-asked']),
        gvhd: z.strictObject({ scale: code, closeMaximumGrade: number, cadenceDays: number }),
      })
      .exactOptional(),
  };
}
