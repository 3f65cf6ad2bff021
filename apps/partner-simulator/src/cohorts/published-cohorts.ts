import type { LeavingReason } from '../story/fate.js';

/** How far a figure may be trusted: read in a public source, or known from memory. */
export type Certainty = 'source' | 'memory';

/** Patients of `of` that had something, as published; percentages are counted back to patients. */
export type PublishedShare = {
  readonly count: number;
  readonly of: number;
  readonly source: string;
  readonly certainty: Certainty;
};

/** A median in days with its range or, where `spread` says so, its middle half. */
export type PublishedDays = {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly spread: 'range' | 'middle-half';
  readonly of: number;
  readonly source: string;
  readonly certainty: Certainty;
};

/** A toxicity as the trial graded it; grades of different scales are never compared. */
export type PublishedToxicity = {
  readonly scale: 'penn' | 'lee' | 'not-stated';
  readonly any: PublishedShare;
  readonly grade3OrMore: PublishedShare;
  /** The highest grade that was seen at all. */
  readonly highest: number;
  /** Days from the infusion to the first sign; absent where none was found. */
  readonly onset?: PublishedDays;
  readonly duration?: PublishedDays;
};

/** A trial as it was published. Counts are of everybody enrolled, who had passed screening. */
export type PublishedCohort = {
  readonly product: string;
  readonly indication: string;
  readonly enrolled: number;
  readonly infused: number;
  readonly manufacturingFailed: number;
  readonly leftOtherwise: number;
  /** How those who left otherwise divide; from memory unless said otherwise, and never compared. */
  readonly reasons: Readonly<Partial<Record<LeavingReason, number>>>;
  readonly source: string;
  readonly bridged: number | null;
  readonly enrolmentToInfusion?: PublishedDays;
  readonly veinToVein?: PublishedDays;
  readonly crs: PublishedToxicity;
  readonly neurotoxicity: PublishedToxicity;
};

const percentOf = (
  percent: number,
  of: number,
  source: string,
  certainty: Certainty = 'source',
): PublishedShare => ({ count: Math.round((percent * of) / 100), of, source, certainty });

const tisagenlecleucelInLeukaemia = 'ELIANA and ENSIGN together, 137 infused, of 108 with CRS';

/** Every cohort that can be played. */
export const publishedCohorts = {
  eliana: {
    product: 'tisagenlecleucel',
    indication: 'b-all',
    enrolled: 92,
    infused: 75,
    manufacturingFailed: 7,
    leftOtherwise: 10,
    reasons: { death: 7, 'adverse-event': 3 },
    source: 'ELIANA, disposition of everybody enrolled',
    bridged: null,
    enrolmentToInfusion: {
      median: 43,
      low: 24,
      high: 133,
      spread: 'range',
      of: 137,
      source: 'tisagenlecleucel in children and young adults, 137 infused',
      certainty: 'source',
    },
    crs: {
      scale: 'penn',
      any: percentOf(77, 75, 'ELIANA, 75 infused'),
      grade3OrMore: percentOf(46, 75, 'ELIANA, 75 infused'),
      highest: 4,
      onset: {
        median: 3,
        low: 1,
        high: 22,
        spread: 'range',
        of: 108,
        source: tisagenlecleucelInLeukaemia,
        certainty: 'source',
      },
      duration: {
        median: 8,
        low: 1,
        high: 36,
        spread: 'range',
        of: 108,
        source: tisagenlecleucelInLeukaemia,
        certainty: 'source',
      },
    },
    neurotoxicity: {
      scale: 'not-stated',
      any: percentOf(40, 75, 'ELIANA, 75 infused'),
      grade3OrMore: percentOf(13, 75, 'ELIANA, 75 infused'),
      highest: 3,
    },
  },
  juliet: {
    product: 'tisagenlecleucel',
    indication: 'lbcl',
    enrolled: 165,
    infused: 111,
    manufacturingFailed: 12,
    leftOtherwise: 38,
    reasons: {
      death: 16,
      'physician-decision': 16,
      'adverse-event': 3,
      'patient-decision': 2,
      'protocol-deviation': 1,
    },
    source: 'JULIET, disposition of everybody enrolled; 4 were pending at the cut',
    bridged: 0.92,
    crs: {
      scale: 'penn',
      any: percentOf(58, 111, 'JULIET, 111 infused', 'memory'),
      grade3OrMore: percentOf(22, 111, 'JULIET, 111 infused'),
      highest: 4,
    },
    neurotoxicity: {
      scale: 'not-stated',
      any: percentOf(21, 111, 'JULIET, 111 infused', 'memory'),
      grade3OrMore: percentOf(12, 111, 'JULIET, 111 infused'),
      highest: 4,
    },
  },
  'zuma-1': {
    product: 'axicabtagene-ciloleucel',
    indication: 'lbcl',
    enrolled: 111,
    infused: 101,
    manufacturingFailed: 1,
    leftOtherwise: 9,
    reasons: { progression: 9 },
    source:
      'ZUMA-1, disposition of everybody enrolled; mostly progression or adverse reactions, played as progression',
    bridged: null,
    veinToVein: {
      median: 28,
      low: 26,
      high: 34,
      spread: 'middle-half',
      of: 416,
      source: 'axicabtagene ciloleucel in United States practice, 416 patients, not the trial',
      certainty: 'source',
    },
    crs: {
      scale: 'lee',
      any: percentOf(94, 108, 'ZUMA-1, 108 of the label'),
      grade3OrMore: percentOf(13, 108, 'ZUMA-1, 108 of the label'),
      highest: 4,
      onset: {
        median: 2,
        low: 1,
        high: 12,
        spread: 'range',
        of: 108,
        source: 'ZUMA-1, 108 of the label',
        certainty: 'source',
      },
      duration: {
        median: 7,
        low: 2,
        high: 58,
        spread: 'range',
        of: 108,
        source: 'ZUMA-1, 108 of the label',
        certainty: 'source',
      },
    },
    neurotoxicity: {
      scale: 'not-stated',
      any: percentOf(87, 108, 'ZUMA-1, 108 of the label'),
      grade3OrMore: percentOf(31, 108, 'ZUMA-1, 108 of the label', 'memory'),
      highest: 4,
      onset: {
        median: 4,
        low: 1,
        high: 43,
        spread: 'range',
        of: 108,
        source: 'ZUMA-1, 108 of the label',
        certainty: 'source',
      },
    },
  },
} as const satisfies Record<string, PublishedCohort>;

/** A cohort that can be played. */
export type Cohort = keyof typeof publishedCohorts;

/** The figures of a cohort. */
export function publishedCohort(cohort: Cohort): PublishedCohort {
  return publishedCohorts[cohort];
}
