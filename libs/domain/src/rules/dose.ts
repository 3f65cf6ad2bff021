import type { DoseRule } from './dosing-rules.js';

/** What dose of a patient is meant. */
export type DoseWanted = {
  readonly number: number;
  readonly weightKg: number;
  readonly plan?: string | undefined;
};

/** The cells of one dose for one patient; open where the rules name no limit. */
export type CellLimits = {
  readonly minimum?: number;
  readonly target?: number;
  readonly maximum?: number;
};

/** The rule of a dose that fits weight and plan; undefined when there is none, as for an unknown plan. */
export function doseRuleFor(
  doses: readonly DoseRule[],
  { number, weightKg, plan }: DoseWanted,
): DoseRule | undefined {
  return doses.find(
    (rule) =>
      rule.number === number &&
      rule.plan === plan &&
      weightKg > (rule.weightAboveKg ?? 0) &&
      weightKg <= (rule.weightUpToKg ?? Number.POSITIVE_INFINITY),
  );
}

/** The limits of a dose for a weight: those per kilogram times the weight, never above the absolute ones. */
export function cellLimits(rule: DoseRule, weightKg: number): CellLimits {
  const ofWeight = (perKg: number | undefined): number | undefined =>
    perKg === undefined ? undefined : Math.round(perKg * weightKg);
  const capped = (cells: number | undefined): number | undefined =>
    cells === undefined ? undefined : Math.min(cells, rule.maximum ?? cells);
  const minimum = rule.minimum ?? capped(ofWeight(rule.perKgMinimum));
  const target = rule.target ?? capped(ofWeight(rule.perKgTarget));
  const maximum = capped(ofWeight(rule.perKgMaximum)) ?? rule.maximum;
  return {
    ...(minimum === undefined ? {} : { minimum }),
    ...(target === undefined ? {} : { target }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}
