import type { AfterToxicity, DoseRule, ScheduledDose } from './dosing-rules.js';

/** The numbers of the doses of a plan, in order. */
export function doseNumbers(
  doses: readonly DoseRule[],
  plan: string | undefined,
): readonly number[] {
  const numbers = doses.filter((dose) => dose.plan === plan).map((dose) => dose.number);
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** The days of a dose, counted from the first: when it is due, how early and how late, and the last day if it is postponed. */
export function doseDays(
  schedule: readonly ScheduledDose[],
  number: number,
): {
  readonly from: number;
  readonly due: number;
  readonly until: number;
  readonly last: number;
} {
  const dose = schedule.find((one) => one.number === number);
  if (dose === undefined) return { from: 0, due: 0, until: 0, last: 0 };
  const { day, toleranceDays, postponedUntilDay } = dose;
  const until = day + toleranceDays;
  return { from: day - toleranceDays, due: day, until, last: postponedUntilDay ?? until };
}

/** The worst grade since the dose before, and the grade now; null when it was never assessed. */
export type GradesSinceDose = {
  readonly [kind in AfterToxicity['kind']]: { readonly worst: number; readonly now: number } | null;
};

/**
 * What toxicity since the dose before means for a dose: stopped for good by the worst grade, postponed until the grade is low
 * enough again (0 where the rule names no grade), or given.
 */
export function afterToxicity(
  rules: readonly AfterToxicity[],
  number: number,
  grades: GradesSinceDose,
): 'give' | 'postpone' | 'stop' {
  const met = rules.filter((rule) => rule.number === number && isMet(rule, grades));
  if (met.some((rule) => rule.consequence === 'stop')) return 'stop';
  return met.some((rule) => (grades[rule.kind]?.now ?? 0) > (rule.resumeAtGrade ?? 0))
    ? 'postpone'
    : 'give';
}

function isMet({ kind, grade }: AfterToxicity, grades: GradesSinceDose): boolean {
  const worst = grades[kind]?.worst;
  return (
    worst !== undefined &&
    worst >= (grade.min ?? 0) &&
    worst <= (grade.max ?? Number.POSITIVE_INFINITY)
  );
}
