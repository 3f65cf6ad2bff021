import type { Range } from './range.js';

/**
 * A stretch of calendar days at the infusing site, counted from the anchor's day (0); `until` belongs to it when inclusive.
 * `visitsPerWeek` where the label asks for fewer visits than one a day.
 */
export type MonitoringWindow = {
  readonly name: 'daily-monitoring' | 'total-watch' | 'proximity' | 'driving';
  readonly anchor: 'first-infusion';
  readonly from: number;
  readonly until: number;
  readonly unit: 'calendar-day';
  readonly inclusive: boolean;
  readonly zone: 'site';
  readonly visitsPerWeek?: number;
};

/** A visit of a calendar and how long after day 0 it is due. */
export type FollowUpVisit = {
  readonly name: string;
  readonly from:
    { readonly days: number } | { readonly months: number } | { readonly years: number };
};

/** A test that is repeated so often, until a day after the infusion. */
export type RecurringTest = {
  readonly test: string;
  readonly everyHours: number;
  readonly untilDay: number;
};

/** One piece of advice of a ladder: a dose, in mg or mg per kg, and how often. */
export type TreatmentStep = {
  readonly kind: 'crs' | 'icans';
  readonly grade: number;
  readonly drug: string;
  readonly dose?: number;
  readonly unit?: 'mg' | 'mg/kg';
  readonly everyHours?: Range;
  readonly days?: number;
};

/**
 * What cells at or below a count, for so many days at least, are graded as; early until day 30 after the infusion, late from
 * then on. Late grades need one day.
 */
export type CytopeniaGrade = {
  readonly cells: 'neutrophils' | 'platelets';
  readonly phase: 'early' | 'late';
  readonly perMicrolitre: number;
  /** Whether the count itself belongs to it. */
  readonly inclusive: boolean;
  readonly days: number;
  readonly grade: number;
};
