import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { latestInstantAllowed } from '../time/stated-date.js';
import type { WashOut } from './eligibility-rules.js';

/** What is known of one medication. */
export type Medication = {
  readonly drug: string;
  readonly drugClass: string;
  /** A year, a month, a date or an instant; the latest that it allows counts. */
  readonly lastDose?: string | undefined;
  readonly ongoing?: boolean | undefined;
  readonly unknown?: boolean | undefined;
};

/** One wash-out of one medication: until when it lasts, null while that is not known. */
export type WashOutOf = {
  readonly medication: Medication;
  readonly rule: WashOut;
  /** The place of the rule in the product's list. */
  readonly index: number;
  readonly safeFrom: Instant | null;
  readonly preferredFrom: Instant | null;
};

/** The wash-outs that recorded medication needs, one for each medication of a class that has one. */
export function washOutsOf(
  rules: readonly WashOut[],
  medications: readonly Medication[],
): readonly WashOutOf[] {
  return medications.flatMap((medication) =>
    rules.flatMap((rule, index) => {
      if (rule.drugClass !== medication.drugClass) return [];
      const last = lastDoseOf(medication);
      const after = (days: number): Instant | null => (last === null ? null : plusDays(last, days));
      const safeFrom = after(rule.days);
      const preferredFrom = after(rule.preferredDays ?? rule.days);
      return [{ medication, rule, index, safeFrom, preferredFrom }];
    }),
  );
}

/** The latest instant at which a medication may have been given; null while it is given, or nobody knows. */
export function lastDoseOf({ lastDose, ongoing, unknown }: Medication): Instant | null {
  if (ongoing === true || unknown === true || lastDose === undefined) return null;
  return latestInstantAllowed(lastDose) ?? null;
}

/** The latest of the instants; null when one is not known, the beginning of time when there are none. */
export function latestKnown(instants: readonly (Instant | null)[]): Instant | null {
  let latest = '1970-01-01T00:00:00.000Z';
  for (const instant of instants) {
    if (instant === null) return null;
    if (isBefore(latest, instant)) latest = instant;
  }
  return latest;
}
