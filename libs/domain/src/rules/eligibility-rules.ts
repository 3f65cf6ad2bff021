import type { Range } from './range.js';

/**
 * A condition on the latest result of one screening test: at least or at most `value`, negative, positive, or just done.
 * A hard one is a matter of safety or identity; a soft one a recommendation. `unit` is UCUM.
 */
export type ScreeningCriterion = {
  readonly test: string;
  readonly kind: 'minimum' | 'maximum' | 'negative' | 'positive' | 'done';
  readonly value?: number;
  readonly unit?: string;
  readonly hard: boolean;
  readonly overridable: boolean;
};

/**
 * One way in which what was tried before can fit the indication: lines of therapy, and how the disease stands.
 * `relapseWithinMonths` asks how soon after the last line it came back.
 */
export type PriorTherapy = {
  readonly diseaseStatuses: readonly ('relapsed' | 'refractory')[];
  readonly minimumLines?: number;
  readonly relapseWithinMonths?: number;
};

/** Who may be treated. `priorTherapies` are alternatives; every one of `priorClasses` must have been given. */
export type Eligibility = {
  readonly ageYears?: Range;
  readonly priorTherapies: readonly PriorTherapy[];
  readonly priorClasses: readonly string[];
  readonly criteria: readonly ScreeningCriterion[];
  readonly screeningValidityDays: number;
};

/** Days since the last dose of a class of drugs; `preferredDays` where longer is better. A soft one is a recommendation. */
export type WashOut = {
  readonly drugClass: string;
  readonly days: number;
  readonly preferredDays?: number;
  readonly hard: boolean;
};

/**
 * When another therapy may be given, in days around its anchor's day (0), both ends included; open without an end.
 * `never-within` forbids it there, `only-within` forbids it elsewhere.
 */
export type TherapyWindow = {
  readonly therapy: string;
  readonly relation: 'never-within' | 'only-within';
  readonly anchor: 'apheresis' | 'lymphodepletion' | 'infusion';
  readonly fromDay?: number;
  readonly untilDay?: number;
  readonly hard: boolean;
};
