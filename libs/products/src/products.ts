import type { ProductDefinition } from '#contracts/products/product-definition.schema.js';
import type { RuleSlice } from '#contracts/products/rule-slice.schema.js';
import { readDefinitions } from './definition-files.js';
import { NoRulesInForceError, ProductDefinitionError, type RulesWanted } from './product-errors.js';
import { sliceOf } from './slice.js';

export type { RuleSlice };
export { NoRulesInForceError, ProductDefinitionError };

/** A product with the rules of all its versions, oldest first within indication and jurisdiction. */
export type Product = {
  readonly id: string;
  readonly name: string;
  readonly target: readonly string[];
  readonly source: ProductDefinition['source'];
  readonly versions: readonly RuleSlice[];
};

function byEffect(a: RuleSlice, b: RuleSlice): number {
  const key = ({ indication, jurisdiction, effectiveFrom }: RuleSlice): string =>
    `${indication} ${jurisdiction} ${effectiveFrom}`;
  return key(a) < key(b) ? -1 : 1;
}

/**
 * The products that the definitions of a folder describe, by default the project's own.
 * @throws ProductDefinitionError when a file is invalid.
 */
export function productsOf(folder?: string): readonly Product[] {
  const { definitions, classes } = readDefinitions(folder);
  return definitions.map((definition) => {
    const shared = classes.find((one) => one.class === definition.include);
    if (shared === undefined) {
      throw new ProductDefinitionError(definition.product, `no class ${definition.include}`);
    }
    return {
      id: definition.product,
      name: definition.name,
      target: definition.target,
      source: definition.source,
      versions: definition.versions
        .map((version) => sliceOf(definition, shared, version))
        .toSorted(byEffect),
    };
  });
}

let loaded: readonly Product[] | undefined;

/**
 * Every product of the definitions; they are read once per process.
 * @throws ProductDefinitionError when a file is invalid.
 */
export function products(): readonly Product[] {
  loaded ??= productsOf();
  return loaded;
}

/**
 * The rules in force on a date, given as YYYY-MM-DD or as an instant, of which the calendar date in UTC counts.
 * @throws NoRulesInForceError when the product has none for the indication and jurisdiction on that date.
 */
export function sliceFor(wanted: RulesWanted, from: readonly Product[] = products()): RuleSlice {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(wanted.date)
    ? wanted.date
    : new Date(wanted.date).toISOString().slice(0, 10);
  const slice = from
    .find((product) => product.id === wanted.product)
    ?.versions.findLast(
      (version) =>
        version.indication === wanted.indication &&
        version.jurisdiction === wanted.jurisdiction &&
        version.effectiveFrom <= date,
    );
  if (slice === undefined) throw new NoRulesInForceError(wanted);
  return slice;
}

/**
 * The rules in force for a patient of an installation: those of an illustrative product never in production.
 * @throws NoRulesInForceError
 */
export function rulesForPatient(wanted: RulesWanted, environment: string): RuleSlice {
  const slice = sliceFor(wanted);
  if (slice.illustrative && environment === 'production') throw new NoRulesInForceError(wanted);
  return slice;
}
