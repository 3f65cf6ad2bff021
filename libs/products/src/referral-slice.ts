import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { noProduct } from '#domain/journey/enrolment.js';
import { NoRulesInForceError, products, type RuleSlice, sliceFor } from './products.js';

/** The sections that hold rules of the class and none of a product's own label. */
const ofTheClass = ['washOuts', 'bridging', 'response', 'followUp', 'retreatment'];

/**
 * The rules of a journey for which nobody has chosen a product: it gets no further than its referral under them. They are
 * those that the products for the indication share, and nothing that a label of one of them says.
 * @throws NoRulesInForceError when no product has rules for the indication and jurisdiction on that date.
 */
export function referralSlice(wanted: {
  readonly indication: string;
  readonly jurisdiction: string;
  readonly date: string;
}): RuleSlice {
  const shared = anyOf(wanted);
  const content: Omit<RuleSlice, 'id'> = {
    ...withoutId(shared),
    productName: 'No product selected',
    construct: { costimulation: 'unknown', vector: 'unknown' },
    features: { checkpointEdits: [] },
    eligibility: { ...shared.eligibility, criteria: [], priorTherapies: [] },
    combinations: [],
    apheresis: { dayCounts: [], infectiousMarkers: shared.apheresis.infectiousMarkers },
    material: { state: 'none', accepts: [], shippingCelsius: shared.material.shippingCelsius },
    manufacturing: { ...shared.manufacturing, limits: [], mayBePending: [] },
    product: { ...shared.product, id: noProduct, clocks: [], components: [] },
    lymphodepletion: { ...shared.lymphodepletion, regimens: [], startCriteria: [] },
    dosing: { doses: [], schedule: [], afterToxicity: [] },
    infusion: { ...shared.infusion, premedication: [] },
    monitoring: { ...shared.monitoring, windows: [] },
    toxicity: { ...shared.toxicity, label: [] },
    numbers: numbersOfTheClass(shared),
  };
  const id = createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
  return { id, ...content };
}

function anyOf(wanted: Omit<Parameters<typeof sliceFor>[0], 'product'>): RuleSlice {
  for (const { id: product } of products()) {
    try {
      const slice = sliceFor({ product, ...wanted });
      if (!slice.illustrative) return slice;
    } catch (error) {
      if (!(error instanceof NoRulesInForceError)) throw error;
    }
  }
  throw new NoRulesInForceError({ product: noProduct, ...wanted });
}

function withoutId(slice: RuleSlice): Omit<RuleSlice, 'id'> {
  const { id: _, ...content } = slice;
  return content;
}

function numbersOfTheClass({ numbers }: RuleSlice): RuleSlice['numbers'] {
  return numbers
    .map((number) => ({
      ...number,
      paths: number.paths.filter((path) => ofTheClass.includes(path.split('.')[0] ?? '')),
    }))
    .filter(({ paths }) => paths.length > 0);
}
