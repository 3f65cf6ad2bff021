import { products } from '#products/products.js';
import type { Site } from '#partners/registry.js';
import { type Cohort, publishedCohorts } from '../cohorts/published-cohorts.js';
import type { Placement } from '../story/patient.js';

/** What is played where no cohort is asked for. */
const demonstrated: readonly Omit<Treatment, 'jurisdictions'>[] = Object.values(publishedCohorts);

/** No site treats with any product of the cohort. */
export class NoPlacementError extends Error {
  readonly code = 'no-placement';
  constructor() {
    super('no site is qualified for a product that rules are known for');
    this.name = 'NoPlacementError';
  }
}

/**
 * Everywhere a patient can be treated with what, so ordered that few patients already differ in all of it.
 * @throws NoPlacementError when there is nowhere.
 */
export function placementsAt(
  sites: readonly Site[],
  cohort: Cohort | undefined,
): readonly [Placement, ...Placement[]] {
  const treatments = [...treatmentsBy(cohort)].flatMap(([, kind]) => kind);
  const all = sites.flatMap((_, shift) =>
    treatments.flatMap((treatment, index): Placement[] => {
      const site = sites[(index + shift) % sites.length];
      const isOffered =
        site?.qualifiedFor.includes(treatment.product) === true &&
        treatment.jurisdictions.has(site.jurisdiction);
      const { product, indication } = treatment;
      const drawnFrom = cohort === undefined ? {} : { cohort };
      return isOffered ? [{ siteId: site.id, product, indication, ...drawnFrom }] : [];
    }),
  );
  const [first, ...others] = all;
  if (first === undefined) throw new NoPlacementError();
  return [first, ...others];
}

type Treatment = {
  readonly product: string;
  readonly indication: string;
  readonly jurisdictions: ReadonlySet<string>;
};

function treatmentsBy(cohort: Cohort | undefined): Map<string, Treatment> {
  const found = new Map<string, Treatment>();
  const wanted = cohort === undefined ? demonstrated : [publishedCohorts[cohort]];
  for (const { id: product, versions } of products()) {
    for (const { indication, jurisdiction } of versions) {
      if (!wanted.some((one) => one.product === product && one.indication === indication)) continue;
      const key = `${product}/${indication}`;
      const jurisdictions = new Set([...(found.get(key)?.jurisdictions ?? []), jurisdiction]);
      found.set(key, { product, indication, jurisdictions });
    }
  }
  return found;
}
