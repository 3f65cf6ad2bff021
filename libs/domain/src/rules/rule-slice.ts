/** How far a number may be trusted: read in a public source, known from memory, or uncertain. */
export type Verification = 'source' | 'memory' | 'shaky';

/** Where one number of a slice comes from; `path` is dotted, list items by index. */
export type NumberOrigin = {
  readonly path: string;
  readonly source: string;
  readonly verified: Verification;
};

/**
 * A condition on the latest result of one screening test: at least or at most `value`, negative, or just done.
 * A hard one is a matter of safety or identity; a soft one a recommendation. `unit` is UCUM.
 */
export type ScreeningCriterion = {
  readonly test: string;
  readonly kind: 'minimum' | 'maximum' | 'negative' | 'done';
  readonly value?: number;
  readonly unit?: string;
  readonly hard: boolean;
  readonly overridable: boolean;
};

/** Inclusive temperature limits. */
export type CelsiusRange = { readonly min?: number; readonly max?: number };

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
 * The cells of one dose, as CAR-positive viable T cells: limits for the whole dose, per kilogram, or both.
 * Several entries of one number are told apart by the patient's weight (above exclusive, up to inclusive).
 */
export type DoseRule = {
  readonly number: number;
  readonly basis: 'absolute' | 'per-kilogram';
  readonly weightAboveKg?: number;
  readonly weightUpToKg?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly perKgMinimum?: number;
  readonly perKgTarget?: number;
  readonly perKgMaximum?: number;
};

/** A stretch of calendar days at the infusing site, counted from the anchor's day (0); `until` belongs to it when inclusive. */
export type MonitoringWindow = {
  readonly name: 'daily-monitoring' | 'total-watch' | 'proximity' | 'driving';
  readonly anchor: 'first-infusion';
  readonly from: number;
  readonly until: number;
  readonly unit: 'calendar-day';
  readonly inclusive: boolean;
  readonly zone: 'site';
};

/** A visit of the registry calendar and how long after day 0 it is due. */
export type FollowUpVisit = {
  readonly name: string;
  readonly from:
    { readonly days: number } | { readonly months: number } | { readonly years: number };
};

/**
 * The rules of one product for one indication in one jurisdiction from one date on, as plain JSON of at most 32 KiB.
 * `id` is the lower-case hex SHA-256 of the RFC 8785 form of everything else. Cell numbers are absolute counts.
 */
export type RuleSlice = {
  readonly id: string;
  readonly productName: string;
  readonly indication: string;
  readonly jurisdiction: string;
  /** Calendar date, YYYY-MM-DD. */
  readonly effectiveFrom: string;
  readonly target: readonly string[];
  readonly source: 'autologous';
  readonly eligibility: {
    readonly ageYears?: { readonly min?: number; readonly max?: number };
    readonly minimumPriorLines?: number;
    readonly diseaseStatuses: readonly ('relapsed' | 'refractory')[];
    readonly criteria: readonly ScreeningCriterion[];
    readonly screeningValidityDays: number;
  };
  /** Days between the last dose of a class of drugs and the apheresis. */
  readonly washOuts: readonly {
    readonly drugClass: string;
    readonly days: number;
    readonly hard: boolean;
  }[];
  readonly apheresis: {
    readonly minimumCd3Cells: number;
    readonly minimumTotalNucleatedCells?: number;
    readonly dayCounts: readonly ScreeningCriterion[];
    readonly infectiousMarkers: readonly string[];
  };
  readonly material: {
    readonly state: 'fresh' | 'cryopreserved';
    readonly shippingCelsius: CelsiusRange;
    readonly holdHours?: number;
    readonly maximumAgeDays?: number;
  };
  readonly manufacturing: {
    readonly expectedDays: number;
    readonly requiredTests: readonly string[];
    readonly mayBePending: readonly string[];
    readonly maximumAttempts: number;
  };
  readonly product: {
    readonly id: string;
    readonly storageMaxCelsius: number;
    readonly shelfLifeDays: number;
    readonly thawToInfusionMinutes: number;
  };
  /** Days between the last dose of bridging therapy and lymphodepletion. */
  readonly bridging: {
    readonly washOuts: readonly { readonly modality: string; readonly days: number }[];
  };
  readonly lymphodepletion: {
    readonly regimens: readonly LymphodepletionRegimen[];
    /** Days after the end of lymphodepletion; no last day when `until` is null. */
    readonly toInfusionDays: {
      readonly from: number;
      readonly until: number | null;
      readonly recommendedUntil?: number;
    };
    readonly repeatAfterDays?: number;
  };
  readonly dosing: { readonly doses: readonly DoseRule[] };
  readonly infusion: { readonly tocilizumabDoses: number };
  readonly monitoring: {
    readonly windows: readonly MonitoringWindow[];
    readonly assessmentsPerDay: number;
    readonly cadenceHours: number;
    /** The highest grade with which monitoring may be closed. */
    readonly closeMaximumGrade: { readonly crs: number; readonly icans: number };
  };
  readonly toxicity: { readonly scale: 'astct'; readonly capdBelowAgeYears: number };
  readonly followUp: {
    readonly visits: readonly FollowUpVisit[];
    readonly toleranceDays: number;
  };
  /** The origin of every number above. */
  readonly numbers: readonly NumberOrigin[];
};
