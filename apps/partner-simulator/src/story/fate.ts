import { type Random, randomOf } from './random.js';
import { ratesOf } from './rates.js';

/** The course of one toxicity: highest grade (0: none), and days after the infusion of its phases. */
export type ToxicityCourse = {
  readonly peakGrade: number;
  readonly onsetDay: number;
  readonly peakDay: number;
  readonly endDay: number;
};

/** Why a patient of a trial left before the infusion. */
export type LeavingReason =
  | 'death'
  | 'adverse-event'
  | 'physician-decision'
  | 'patient-decision'
  | 'protocol-deviation'
  | 'progression';

/** What will happen to a patient, decided before it begins; days count from the event they are named after. */
export type Fate = {
  readonly isIneligible: boolean;
  readonly hasLowYield: boolean;
  readonly failingAttempts: number;
  readonly excursionOn: readonly ('collection-to-manufacturer' | 'manufacturer-to-clinic')[];
  readonly bridging: {
    readonly modality: 'chemotherapy' | 'steroid';
    readonly startDay: number;
    readonly endDay: number;
  } | null;
  readonly hasInfectionBeforeInfusion: boolean;
  readonly diesWaitingOnDay: number | null;
  /** Leaves when not infused so many days after the enrolment; null: waits however long it takes. */
  readonly leavesWaiting: { readonly afterDays: number; readonly reason: LeavingReason } | null;
  readonly diesAfterInfusionOnDay: number | null;
  readonly manufacturingDays: number;
  readonly crs: ToxicityCourse;
  readonly icans: ToxicityCourse;
};

function course(
  random: Random,
  grades: readonly (readonly [number, number])[],
  onset: readonly [median: number, low: number, high: number],
  duration: readonly [median: number, low: number, high: number],
): ToxicityCourse {
  const peakGrade = random.weighted(grades, 0);
  const onsetDay = random.aroundMedian(...onset);
  const days = random.aroundMedian(...duration);
  return { peakGrade, onsetDay, peakDay: onsetDay + days * 0.35, endDay: onsetDay + days };
}

function bridgingOf(random: Random, rate: number, manufacturingDays: number): Fate['bridging'] {
  if (!random.chance(rate)) return null;
  // Chemotherapy needs the longer wash-out before lymphodepletion, so only a long wait leaves room for it.
  const isLong = manufacturingDays >= 18;
  const modality = isLong && random.chance(0.7) ? 'chemotherapy' : 'steroid';
  const startDay = random.between(1, 3);
  return { modality, startDay, endDay: startDay + random.between(2, 4) };
}

/** The fate of one patient, from the seed and what names the patient. */
export function fateOf(seed: number, patient: string, product: string): Fate {
  const rates = ratesOf(product);
  const random = (purpose: string): Random => randomOf(seed, patient, purpose);
  const manufacturingDays = random('manufacturing-days').aroundMedian(...rates.manufacturingDays);
  const failures = random('manufacturing-failure');
  const waiting = random('death-while-waiting');
  const later = random('death-after-infusion');
  const legs = random('excursion');
  return {
    isIneligible: random('eligibility').chance(rates.ineligible),
    hasLowYield: random('yield').chance(rates.lowYield),
    failingAttempts: failures.chance(rates.manufacturingFailure)
      ? failures.chance(rates.manufacturingFailure)
        ? 2
        : 1
      : 0,
    excursionOn: (['collection-to-manufacturer', 'manufacturer-to-clinic'] as const).filter(() =>
      legs.chance(rates.excursionPerLeg),
    ),
    bridging: bridgingOf(random('bridging'), rates.bridging, manufacturingDays),
    hasInfectionBeforeInfusion: random('infection').chance(rates.infectionBeforeInfusion),
    diesWaitingOnDay: waiting.chance(rates.deathWhileWaiting) ? waiting.between(5, 25) : null,
    leavesWaiting: null,
    diesAfterInfusionOnDay: later.chance(rates.deathAfterInfusion)
      ? later.aroundMedian(300, 12, 3_000)
      : null,
    manufacturingDays,
    crs: course(random('crs'), rates.crs, [2.5, 0.5, 8], [5, 2, 11]),
    icans: course(random('icans'), rates.icans, [5, 2, 9], [4, 1.5, 10]),
  };
}

/** A fate without misfortune, for journeys that a person steers: nothing waits for a decision nobody expects. */
export function kindFate(fate: Fate): Fate {
  return {
    ...fate,
    isIneligible: false,
    hasLowYield: false,
    failingAttempts: 0,
    excursionOn: [],
    bridging: null,
    diesWaitingOnDay: null,
    leavesWaiting: null,
    diesAfterInfusionOnDay: null,
  };
}
