import type {
  Eligibility,
  ScreeningCriterion,
  TherapyWindow,
  WashOut,
} from './eligibility-rules.js';
import type { AfterToxicity, DosePlanChoice, DoseRule, ScheduledDose } from './dosing-rules.js';
import type {
  CytopeniaGrade,
  FollowUpVisit,
  MonitoringWindow,
  RecurringTest,
  TreatmentStep,
} from './monitoring-rules.js';
import type {
  Component,
  Containers,
  DonorRules,
  Features,
  ReleaseLimit,
  ThawClock,
} from './product-rules.js';
import type { Range } from './range.js';
import type {
  InfusionTiming,
  LymphodepletionOmission,
  LymphodepletionRegimen,
  LymphodepletionRepeat,
  Premedication,
} from './treatment-rules.js';

/** How far a number may be trusted: read in a public source, known from memory, or uncertain. */
export type Verification = 'source' | 'memory' | 'shaky';

/** Where numbers of a slice come from; paths are dotted, list items by index, `source` is a key of the slice's sources. */
export type NumberOrigin = {
  readonly source: string;
  readonly verified: Verification;
  readonly paths: readonly string[];
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
  /** How often these rules were written anew for the same date; journeys keep the revision they began under. */
  readonly revision: number;
  /** Made up to show a kind of product: never for a patient. */
  readonly illustrative: boolean;
  readonly disease: 'haematologic' | 'solid';
  readonly target: readonly string[];
  readonly source: 'autologous' | 'allogeneic';
  readonly construct: {
    readonly costimulation: string;
    readonly vector: string;
    /** A marker on the cell by which it can be found, and removed. */
    readonly surfaceMarker?: string;
  };
  readonly features: Features;
  readonly eligibility: Eligibility;
  /** Days between the last dose of a class of drugs and the apheresis. */
  readonly washOuts: readonly WashOut[];
  /** Other therapies by when they may be given, or must not be. */
  readonly combinations: readonly TherapyWindow[];
  /** Of a product that is made from the patient's own cells; without minimum where none is known. */
  readonly apheresis: {
    readonly minimumCd3Cells?: number;
    readonly targetCd3Cells?: number;
    readonly minimumTotalNucleatedCells?: number;
    readonly dayCounts: readonly ScreeningCriterion[];
    readonly infectiousMarkers: readonly string[];
  };
  /** What the manufacturer takes; `state` is how the material is shipped by default, `none` off the shelf. */
  readonly material: {
    readonly state: 'fresh' | 'cryopreserved' | 'none';
    readonly accepts: readonly ('fresh' | 'cryopreserved')[];
    readonly shippingCelsius: Range;
    readonly holdHours?: number;
    readonly maximumAgeDays?: number;
    readonly leucocytesPerMl?: Range;
  };
  readonly manufacturing: {
    /** From the start of manufacture to release; where it is not known the slot's own date counts. */
    readonly expectedDays?: number;
    readonly requiredTests: readonly string[];
    readonly mayBePending: readonly string[];
    /** Only limits that were published. */
    readonly limits: readonly ReleaseLimit[];
    readonly maximumAttempts: number;
  };
  readonly product: {
    readonly id: string;
    readonly storageMaxCelsius: number;
    readonly shelfLifeDays?: number;
    readonly clocks: readonly ThawClock[];
    readonly containers: Containers;
    /** In the order in which they are given; none when the product is one. */
    readonly components: readonly Component[];
  };
  /** Of an off-the-shelf product. */
  readonly donor?: DonorRules;
  /** Days between the last dose of bridging therapy and lymphodepletion. */
  readonly bridging: {
    readonly washOuts: readonly { readonly modality: string; readonly days: number }[];
  };
  readonly lymphodepletion: {
    /** The first is the usual one, the others are alternatives. */
    readonly regimens: readonly LymphodepletionRegimen[];
    readonly toInfusionDays: InfusionTiming;
    readonly omission?: LymphodepletionOmission;
    readonly repeat?: LymphodepletionRepeat;
    /** What the first day asks of the patient's blood. */
    readonly startCriteria: readonly ScreeningCriterion[];
  };
  readonly dosing: {
    readonly doses: readonly DoseRule[];
    /** The days of every dose but the first, which is day 0. */
    readonly schedule: readonly ScheduledDose[];
    /** How the plan of a split dose is chosen. */
    readonly planBy?: DosePlanChoice;
    /** What a toxicity after one dose means for the next. */
    readonly afterToxicity: readonly AfterToxicity[];
  };
  readonly infusion: {
    readonly routes: readonly string[];
    readonly tocilizumabDoses: number;
    /** How soon more than the stock must be at hand. */
    readonly moreTocilizumabWithinHours?: number;
    readonly premedication: readonly Premedication[];
    readonly prophylacticSteroid?: 'avoid' | 'consider';
    /** How long a container may flow. */
    readonly minutes?: number;
    readonly mlPerMinute?: Range;
  };
  readonly monitoring: {
    readonly windows: readonly MonitoringWindow[];
    /** How far from the centre the patient may stay. */
    readonly travelMinutes?: number;
    readonly assessmentsPerDay: number;
    readonly cadenceHours: number;
    /** The highest grade with which monitoring may be closed. */
    readonly closeMaximumGrade: { readonly crs: number; readonly icans: number };
    /** Beside what every patient has. */
    readonly tests: readonly RecurringTest[];
    /** Late effects that the label warns of. */
    readonly lateEffects: readonly string[];
  };
  readonly toxicity: {
    readonly scale: 'astct';
    readonly capdBelowAgeYears: number;
    /** The limits of its doses, where the rules state them. */
    readonly tocilizumab?: {
      readonly mgPerKg: number;
      readonly lightBelowKg: number;
      readonly mgPerKgWhenLight: number;
      readonly maximumMg: number;
      readonly intervalHours: number;
      readonly maximumIn24Hours: number;
      readonly maximumDoses: number;
      /** How long without getting better after a dose before a steroid is added. */
      readonly steroidAfterHours?: Range;
    };
    /** Advice by kind and grade, of the general guideline and of the product's own label; never an order. */
    readonly guideline: readonly TreatmentStep[];
    readonly label: readonly TreatmentStep[];
    /** Grades of immune effector cell-associated haematotoxicity. */
    readonly haematotoxicity: readonly CytopeniaGrade[];
    /** Thresholds of immune effector cell-associated hyperinflammation; ferritin is required, the others point to it. */
    readonly hyperinflammation?: {
      readonly ferritinTimesBaseline: number;
      readonly transaminasesTimesLimit: number;
      readonly fibrinogenBelowMgPerDl: number;
    };
  };
  readonly response: {
    /** Codes of `response.assessed`; the first is the usual one. */
    readonly criteria: readonly string[];
    readonly minimalResidualDisease: boolean;
    readonly visits: readonly FollowUpVisit[];
  };
  readonly followUp: {
    readonly visits: readonly FollowUpVisit[];
    readonly toleranceDays: number;
    /** Other calendars of the registry. */
    readonly variants: readonly {
      readonly name: string;
      readonly visits: readonly FollowUpVisit[];
    }[];
  };
  /** What has to be left of the targets before the patient is treated again. */
  readonly retreatment: {
    readonly lostAt: readonly ('negative' | 'dim' | 'heterogeneous')[];
  };
  /** Short key → where the number was read. */
  readonly sources: Readonly<Record<string, string>>;
  /** The origin of every number above, by source and certainty. */
  readonly numbers: readonly NumberOrigin[];
};
