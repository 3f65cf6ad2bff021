import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import {
  type ProductClass,
  type ProductDefinition,
  sourcedRules,
} from '#contracts/products/product-definition.schema.js';
import { type RuleSlice, ruleSlice } from '#contracts/products/rule-slice.schema.js';
import { byOrigin, withoutSources } from './number-origins.js';
import { ProductDefinitionError } from './product-errors.js';

const maximumBytes = 32 * 1024;

type Version = ProductDefinition['versions'][number];

/** Lays one layer over the rules below it: a section's fields replace those of the same name, a list as a whole. */
function layOver(
  below: Readonly<Record<string, unknown>>,
  layer: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const sections = Object.entries(layer).map(([name, section]) => [
    name,
    Array.isArray(section)
      ? section
      : { ...(below[name] as object | undefined), ...(section as object) },
  ]);
  return { ...below, ...Object.fromEntries(sections) };
}

function canonical(definition: ProductDefinition, value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined || Buffer.byteLength(text) > maximumBytes) {
    throw new ProductDefinitionError(definition.product, `a slice exceeds ${maximumBytes} bytes`);
  }
  return text;
}

/**
 * The slice of one version of a product, addressed by its hash.
 * @throws ProductDefinitionError when a layer, section or source is missing, or the slice is too large.
 */
export function sliceOf(
  definition: ProductDefinition,
  shared: ProductClass,
  version: Version,
): RuleSlice {
  const fault = (detail: string): ProductDefinitionError =>
    new ProductDefinitionError(
      definition.product,
      `${version.indication} ${version.jurisdiction} ${version.effectiveFrom.value}: ${detail}`,
    );
  const layers = { ...shared.layers, ...definition.layers };
  let rules: Readonly<Record<string, unknown>> = {};
  for (const name of version.layers) {
    const layer = layers[name];
    if (layer === undefined) throw fault(`there is no layer ${name}`);
    rules = layOver(rules, layer);
  }
  rules = layOver(rules, { product: { id: definition.product } });
  const complete = sourcedRules.safeParse(rules);
  if (!complete.success) {
    const [issue] = complete.error.issues;
    throw fault(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'incomplete'}`);
  }
  const sources = { ...shared.sources, ...definition.sources };
  const { plain, origins } = withoutSources({
    effectiveFrom: version.effectiveFrom,
    ...complete.data,
  });
  const used = [...new Set(origins.map((origin) => origin.source))].toSorted();
  const content = {
    ...(plain as object),
    productName: definition.name,
    indication: version.indication,
    jurisdiction: version.jurisdiction,
    revision: version.revision,
    illustrative: definition.illustrative,
    disease: definition.disease,
    target: definition.target,
    source: definition.source,
    construct: definition.construct,
    sources: Object.fromEntries(
      used.map((key) => {
        const source = sources[key];
        if (source === undefined) throw fault(`there is no source ${key}`);
        return [key, source];
      }),
    ),
    numbers: byOrigin(origins),
  };
  const id = createHash('sha256').update(canonical(definition, content)).digest('hex');
  return ruleSlice.parse({ id, ...content });
}
