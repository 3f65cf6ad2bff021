import type { JourneyState } from '../journey/state.js';
import { certaintyOf } from '../rules/certainty.js';
import type { TreatmentStep } from '../rules/monitoring-rules.js';
import type { RuleSlice, Verification } from '../rules/rule-slice.js';
import { type Instant, isBefore, plusHours } from '../time/instant.js';

type TocilizumabRule = NonNullable<RuleSlice['toxicity']['tocilizumab']>;

/** What one ladder advises at the grade that stands, with the dose for this patient. Advice: a physician orders. */
export type AdvisedStep = {
  readonly ladder: 'guideline' | 'label';
  readonly drug: string;
  /** For this patient, in mg; null where the ladder names no dose. */
  readonly doseMg: number | null;
  readonly everyHours?: { readonly min?: number; readonly max?: number };
  readonly days?: number;
  /** Where the ladder was read and how far that may be trusted. */
  readonly source: string;
  readonly verified: Verification;
};

/** How tocilizumab may be given to this patient now. */
export type TocilizumabAdvice = {
  readonly weightKg: number;
  readonly mgPerKg: number;
  readonly maximumMg: number;
  readonly doseMg: number;
  readonly given: number;
  readonly mostInAll: number;
  readonly minimumHoursBetween: number;
  readonly mostIn24Hours: number;
  /** When the next dose may be given; null when no more may be. */
  readonly nextFrom: Instant | null;
  readonly source: string;
  readonly verified: Verification;
};

/** What is advised about CRS or neurotoxicity at its grade. */
export type TreatmentAdvice = {
  readonly steps: readonly AdvisedStep[];
  readonly tocilizumab: TocilizumabAdvice | null;
};

function isTocilizumab(drug: string): boolean {
  return drug.trim().toLowerCase() === 'tocilizumab';
}

/** The doses of tocilizumab given since the first infusion, oldest first. */
function dosesGiven({ told }: JourneyState, infusedAt: Instant): readonly Instant[] {
  return told.doses
    .filter(({ drug, givenAt }) => isTocilizumab(drug) && !isBefore(givenAt, infusedAt))
    .map(({ givenAt }) => givenAt);
}

/** The earliest instant at which one more dose breaks neither the interval nor the number in any 24 hours. */
function nextDoseFrom(
  given: readonly Instant[],
  rule: TocilizumabRule,
  now: Instant,
): Instant | null {
  if (given.length >= rule.maximumDoses) return null;
  const last = given.at(-1);
  const ofDay = given.at(-rule.maximumIn24Hours);
  const bounds = [
    now,
    ...(last === undefined ? [] : [plusHours(last, rule.intervalHours)]),
    ...(ofDay === undefined ? [] : [plusHours(ofDay, 24)]),
  ];
  return bounds.reduce((latest, one) => (isBefore(latest, one) ? one : latest));
}

function originOf({ rules }: JourneyState, path: string): Pick<AdvisedStep, 'source' | 'verified'> {
  const origin = rules.numbers.find(({ paths }) => paths.some((one) => one.startsWith(path)));
  const source =
    origin === undefined ? 'not stated' : (rules.sources[origin.source] ?? origin.source);
  return { source, verified: certaintyOf(rules, path) };
}

function tocilizumabAdvice(
  state: JourneyState,
  rule: TocilizumabRule,
  infusedAt: Instant,
  now: Instant,
): TocilizumabAdvice {
  const { weightKg } = state;
  const mgPerKg = weightKg < rule.lightBelowKg ? rule.mgPerKgWhenLight : rule.mgPerKg;
  const given = dosesGiven(state, infusedAt);
  return {
    weightKg,
    mgPerKg,
    maximumMg: rule.maximumMg,
    doseMg: Math.min(rule.maximumMg, Math.round(weightKg * mgPerKg)),
    given: given.length,
    mostInAll: rule.maximumDoses,
    minimumHoursBetween: rule.intervalHours,
    mostIn24Hours: rule.maximumIn24Hours,
    nextFrom: nextDoseFrom(given, rule, now),
    ...originOf(state, 'toxicity.tocilizumab'),
  };
}

function doseOf(
  { drug, dose, unit }: TreatmentStep,
  weightKg: number,
  tocilizumab: TocilizumabAdvice | null,
): number | null {
  if (isTocilizumab(drug) && tocilizumab !== null) return tocilizumab.doseMg;
  if (dose === undefined) return null;
  return unit === 'mg/kg' ? Math.round(dose * weightKg) : dose;
}

/** What the ladders of the product's rules advise at a grade; null where they say nothing, or nothing is to be treated. */
export function treatmentAdvice(
  state: JourneyState,
  kind: 'crs' | 'icans',
  grade: number,
  infusedAt: Instant,
  now: Instant,
): TreatmentAdvice | null {
  const { tocilizumab: rule, guideline, label } = state.rules.toxicity;
  if (grade === 0) return null;
  const tocilizumab = rule === undefined ? null : tocilizumabAdvice(state, rule, infusedAt, now);
  const steps = Object.entries({ guideline, label }).flatMap(([ladder, all]) =>
    all.flatMap((step, index): readonly AdvisedStep[] => {
      if (step.kind !== kind || step.grade !== grade) return [];
      const { drug, everyHours, days } = step;
      return [
        {
          ladder: ladder as AdvisedStep['ladder'],
          drug,
          doseMg: doseOf(step, state.weightKg, tocilizumab),
          ...(everyHours === undefined ? {} : { everyHours }),
          ...(days === undefined ? {} : { days }),
          ...originOf(state, `toxicity.${ladder}.${index}`),
        },
      ];
    }),
  );
  const isForCrs = kind === 'crs' ? tocilizumab : null;
  return steps.length === 0 && isForCrs === null ? null : { steps, tocilizumab: isForCrs };
}
