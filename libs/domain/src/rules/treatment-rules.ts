import type { Range } from './range.js';

/** Doses in mg per m² body surface; `days` count from the first day of the course, which is day 1. */
export type LymphodepletionRegimen = {
  readonly id: string;
  readonly drugs: readonly {
    readonly drug: string;
    readonly doseMgPerM2: number;
    readonly days: readonly number[];
  }[];
  readonly lastDay: number;
};

/**
 * Days from the end of lymphodepletion to the infusion. `fixed`: the regimen names its days before the infusion, and a
 * later one is a departure from it; `window`: any day of the window. No last day when `until` is null.
 */
export type InfusionTiming = {
  readonly timing: 'fixed' | 'window';
  readonly from: number;
  readonly until: number | null;
  readonly recommendedUntil?: number;
};

/** Lymphodepletion may be left out when the leucocytes per µL are this low, so many days before the infusion at most. */
export type LymphodepletionOmission = {
  readonly leucocytesAtMost: number;
  readonly withinDays: number;
};

/** Lymphodepletion is given again when the infusion is later than so many days after its end, and leucocytes are back. */
export type LymphodepletionRepeat = {
  readonly afterDays: number;
  readonly leucocytesAbove?: number;
};

/** A medicine before the infusion. */
export type Premedication = {
  readonly drug: string;
  readonly doseMg?: Range;
  readonly minutesBefore?: Range;
};
