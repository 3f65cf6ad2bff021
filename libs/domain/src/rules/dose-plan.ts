import { type Instant, isBefore, plusDays } from '../time/instant.js';
import type { DosePlanChoice } from './dosing-rules.js';

/** A measured value that a plan may be chosen by. */
export type PlanResult = {
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
  readonly collectedAt: Instant;
};

/** The plan of a split dose, or why none can be chosen yet. */
export type ChosenPlan =
  | { readonly plan: string }
  | { readonly plan: null; readonly because: 'not-measured' | 'wrong-unit' | 'too-old' };

/** The plan by the latest result, for a course of lymphodepletion that begins at an instant. */
export function dosePlanBy(
  choice: DosePlanChoice,
  result: PlanResult | undefined,
  lymphodepletionAt: Instant,
): ChosenPlan {
  if (result?.value === undefined) return { plan: null, because: 'not-measured' };
  if (result.unit !== choice.unit) return { plan: null, because: 'wrong-unit' };
  const oldest = plusDays(lymphodepletionAt, -choice.withinDaysBeforeLymphodepletion);
  if (isBefore(result.collectedAt, oldest)) return { plan: null, because: 'too-old' };
  const { value } = result;
  const found = choice.plans.find(
    ({ above, upTo }) =>
      value > (above ?? Number.NEGATIVE_INFINITY) && value <= (upTo ?? Number.POSITIVE_INFINITY),
  );
  return found === undefined ? { plan: null, because: 'not-measured' } : { plan: found.id };
}
