import type { Range } from './range.js';

/**
 * The cells of one dose, as CAR-positive viable T cells: limits for the whole dose, per kilogram, or both.
 * Several entries of one number are told apart by the patient's weight (above exclusive, up to inclusive) and by the plan.
 */
export type DoseRule = {
  readonly number: number;
  /** Of a split dose with several plans. */
  readonly plan?: string;
  readonly basis: 'absolute' | 'per-kilogram';
  readonly weightAboveKg?: number;
  readonly weightUpToKg?: number;
  readonly minimum?: number;
  readonly target?: number;
  readonly maximum?: number;
  readonly perKgMinimum?: number;
  readonly perKgTarget?: number;
  readonly perKgMaximum?: number;
  /** The containers it is drawn from, by their cells; only a part of the content of a partial one is given. */
  readonly bags?: readonly { readonly cells: number; readonly isPartial: boolean }[];
};

/** The day of a dose, counted from the first one (day 0), and how many days earlier or later it may be. */
export type ScheduledDose = {
  readonly number: number;
  readonly day: number;
  readonly toleranceDays: number;
  /** The last day to which toxicity may postpone it. */
  readonly postponedUntilDay?: number;
};

/** The plan follows a measured value, of a sample not older at the first day of lymphodepletion than so many days. */
export type DosePlanChoice = {
  readonly test: string;
  readonly unit: string;
  readonly withinDaysBeforeLymphodepletion: number;
  /** Above exclusive, up to inclusive. */
  readonly plans: readonly {
    readonly id: string;
    readonly above?: number;
    readonly upTo?: number;
  }[];
};

/** What the grade of a toxicity since the dose before means for this dose; postponed until it is at most `resumeAtGrade`. */
export type AfterToxicity = {
  readonly number: number;
  readonly kind: 'crs' | 'icans';
  readonly grade: Range;
  readonly consequence: 'postpone' | 'stop';
  readonly resumeAtGrade?: number;
};
