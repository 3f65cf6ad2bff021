import { cohortFate } from '../cohorts/cohort-fate.js';
import type { Cohort } from '../cohorts/published-cohorts.js';
import { type Fate, fateOf } from './fate.js';
import { randomOf } from './random.js';

/** Where a patient can be treated and with what. */
export type Placement = {
  readonly siteId: string;
  readonly product: string;
  readonly indication: string;
  /** Whom the indication is for, in years and lines of therapy. */
  readonly ageYears?: { readonly min?: number; readonly max?: number };
  readonly minimumLines?: number;
  /** The published cohort its patients are drawn from; absent: as the product's patients usually are. */
  readonly cohort?: Cohort;
};

/** An invented patient of the simulator; `index` counts from 0. */
export type SimulatedPatient = Omit<Placement, 'ageYears' | 'minimumLines'> & {
  readonly index: number;
  readonly diseaseStatus: 'relapsed' | 'refractory';
  readonly ageYears: number;
  readonly weightKg: number;
  readonly priorLines: number;
  readonly identity: {
    readonly name: string;
    readonly birthDate: string;
    readonly recordNumber: string;
  };
  readonly fate: Fate;
};

const givenNames = [
  'Ottilie',
  'Barnaby',
  'Seraphine',
  'Ignatius',
  'Wilhelmina',
  'Thaddeus',
  'Perpetua',
  'Lysander',
  'Philippa',
  'Octavian',
] as const;

const familyNames = [
  'Canaryfeather',
  'Canarybrook',
  'Canarywell',
  'Canarystone',
  'Canaryfield',
  'Canarymoor',
  'Canarygate',
  'Canarywick',
] as const;

function ageOf(seed: number, patient: string, { indication, ageYears }: Placement): number {
  const random = randomOf(seed, patient, 'age');
  const least = ageYears?.min ?? 0;
  if (indication !== 'b-all') {
    return Math.round(random.aroundMedian(60, Math.max(25, least), 80));
  }
  const isForAdults = ageYears?.max === undefined && least >= 18;
  return Math.round(
    isForAdults ? random.aroundMedian(47, least, 75) : random.aroundMedian(11, 3, 25),
  );
}

function weightOf(seed: number, patient: string, ageYears: number): number {
  const median = ageYears < 18 ? 8 + ageYears * 2.8 : 76;
  const weight = randomOf(seed, patient, 'weight').aroundMedian(median, median * 0.6, median * 1.5);
  return Math.round(weight * 10) / 10;
}

/** What names the simulator's patient number `index` in every seeded choice. */
export function patientKey(index: number): string {
  return `patient-${index}`;
}

/** The invented patient number `index`; birth dates count back from `today`, a calendar date. */
export function patientOf(
  seed: number,
  index: number,
  placements: readonly [Placement, ...Placement[]],
  today: string,
): SimulatedPatient {
  const key = patientKey(index);
  const random = randomOf(seed, key, 'identity');
  const placement = placements[index % placements.length] ?? placements[0];
  const ageYears = ageOf(seed, key, placement);
  const birthYear = Number(today.slice(0, 4)) - ageYears - 1;
  const month = String(random.whole(1, 12)).padStart(2, '0');
  const day = String(random.whole(1, 28)).padStart(2, '0');
  const fate = fateOf(seed, key, placement.product);
  const { cohort, minimumLines = 0, ageYears: _, ...treated } = placement;
  const number = String(index).padStart(5, '0');
  return {
    ...treated,
    ...(cohort === undefined ? {} : { cohort }),
    index,
    diseaseStatus: random.chance(0.6) ? 'relapsed' : 'refractory',
    ageYears,
    weightKg: weightOf(seed, key, ageYears),
    priorLines: Math.max(random.whole(2, 4), minimumLines),
    identity: {
      name: `${random.pick(givenNames)} ${random.pick(familyNames)}-${number}`,
      birthDate: `${birthYear}-${month}-${day}`,
      recordNumber: `CANARY-${placement.siteId.slice(0, 3).toUpperCase()}-${number}`,
    },
    fate: cohort === undefined ? fate : cohortFate(cohort, seed, key, fate),
  };
}
