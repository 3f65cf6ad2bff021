import { products, type RuleSlice } from '#products/products.js';
import type { Site } from '#partners/registry.js';
import { type Cohort, publishedCohorts } from '../cohorts/published-cohorts.js';
import type { Placement } from '../story/patient.js';
import { type Mix, mixes, type Treatment } from './treatments.js';

/** No site treats with any product of the cohort. */
export class NoPlacementError extends Error {
  readonly code = 'no-placement';
  constructor() {
    super('no site is qualified for a product that rules are known for');
    this.name = 'NoPlacementError';
  }
}

/**
 * Everywhere a patient can be treated with what, as often as its weight, so ordered that few patients already differ in all
 * of it.
 * @throws NoPlacementError when there is nowhere.
 */
export function placementsAt(
  sites: readonly Site[],
  cohort: Cohort | undefined,
  mix: Mix = 'usual',
): readonly [Placement, ...Placement[]] {
  const treatments =
    cohort === undefined ? inTurns(mixes[mix]) : [{ ...publishedCohorts[cohort], weight: 1 }];
  const all = sites.flatMap((_, shift) =>
    treatments.flatMap((treatment, index): Placement[] => {
      const site = sites[(index + shift) % sites.length];
      const rules = site?.qualifiedFor.includes(treatment.product)
        ? latestRules(treatment, site)
        : undefined;
      if (site === undefined || rules === undefined) return [];
      const { product, indication } = treatment;
      const drawnFrom = cohort === undefined ? {} : { cohort };
      return [{ siteId: site.id, product, indication, ...limitsOf(rules), ...drawnFrom }];
    }),
  );
  const [first, ...others] = all;
  if (first === undefined) throw new NoPlacementError();
  return [first, ...others];
}

/** Treatments in rounds: those that are met more often come again when the others have had their turn. */
function inTurns(treatments: readonly Treatment[]): readonly Treatment[] {
  const rounds = Math.max(...treatments.map(({ weight }) => weight));
  return Array.from({ length: rounds }, (_, round) =>
    treatments.filter(({ weight }) => weight > round),
  ).flat();
}

function latestRules(
  { product, indication }: Omit<Treatment, 'weight'>,
  { jurisdiction }: Site,
): RuleSlice | undefined {
  return products()
    .find(({ id }) => id === product)
    ?.versions.findLast(
      (slice) => slice.indication === indication && slice.jurisdiction === jurisdiction,
    );
}

/** Whom the indication is for: patients are drawn so that they fit. */
function limitsOf({ eligibility }: RuleSlice): Pick<Placement, 'ageYears' | 'minimumLines'> {
  const { ageYears, priorTherapies } = eligibility;
  const lines = priorTherapies.map(({ minimumLines }) => minimumLines ?? 0);
  return {
    ...(ageYears === undefined ? {} : { ageYears }),
    minimumLines: Math.max(...lines),
  };
}
