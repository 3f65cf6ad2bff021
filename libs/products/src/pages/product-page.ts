import type { RuleSlice, Verification } from '#domain/rules/rule-slice.js';
import type { Product } from '../products.js';
import { nameOfNumber, valueAt, written } from './number-names.js';
import { names, table } from './table.js';

/** The notice on every page of a product. */
export const notice =
  '**Not for clinical use until your institution has verified every number.** Written from the product definitions; a test fails when it differs.';

/** How certain a number is, as a page says it. */
export const certainty: Readonly<Record<Verification, string>> = {
  source: 'read in the source',
  memory: '**not verified**: from memory',
  shaky: '**not verified**: uncertain',
};

/** One number as it stands in some versions of a product. */
export type NumberRow = {
  readonly name: string;
  readonly value: string;
  readonly source: string;
  readonly verified: Verification;
  readonly versions: readonly string[];
};

/** A version by its number on the page of its product. */
function label(index: number): string {
  return `V${index + 1}`;
}

/** Every number of a product, once for each value and origin, with the versions it stands in. */
export function numbersOf({ versions }: Product): readonly NumberRow[] {
  const rows = new Map<string, NumberRow>();
  versions.forEach((slice, index) => {
    for (const { source, verified, paths } of slice.numbers) {
      for (const path of paths) {
        const name = nameOfNumber(slice, path);
        const value = written(valueAt(slice, path));
        const from = slice.sources[source] ?? source;
        const key = [name, value, from, verified].join('\n');
        const known = rows.get(key)?.versions ?? [];
        rows.set(key, { name, value, source: from, verified, versions: [...known, label(index)] });
      }
    }
  });
  return [...rows.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** In which versions a row stands, briefly where it is all of them. */
export function standsIn(row: NumberRow, { versions }: Product): string {
  return row.versions.length === versions.length ? 'all' : row.versions.join(', ');
}

function statements({ eligibility, manufacturing, product, infusion, ...slice }: RuleSlice) {
  const { safetySwitch, armoured, checkpointEdits } = slice.features;
  return [
    ['targets', names(slice.target)],
    ['made from', slice.source === 'autologous' ? "the patient's own cells" : "a donor's cells"],
    ['costimulation, vector', `${slice.construct.costimulation}, ${slice.construct.vector}`],
    ['marker on the cell', slice.construct.surfaceMarker ?? ''],
    [
      'safety switch',
      safetySwitch === undefined ? '' : `${safetySwitch.mechanism} by ${safetySwitch.agent}`,
    ],
    ['armoured payload', armoured?.payload ?? ''],
    ['checkpoint edits', names(checkpointEdits)],
    [
      'material',
      slice.material.state === 'none'
        ? 'none'
        : `${slice.material.state}; accepts ${slice.material.accepts.join(', ')}`,
    ],
    ['components, in order', names(product.components.map(({ id }) => id))],
    ['screening', names(eligibility.criteria.map(({ test }) => test))],
    ['release tests', names(manufacturing.requiredTests)],
    ['may be pending at release', names(manufacturing.mayBePending)],
    ['routes', names(infusion.routes)],
    ['premedication', names(infusion.premedication.map(({ drug }) => drug))],
    ['steroid before the infusion', infusion.prophylacticSteroid ?? 'nothing said'],
    ['late effects watched for', names(slice.monitoring.lateEffects)],
  ] as const;
}

/** The page of one product: what it is, its versions, every number. */
export function productPage(product: Product): string {
  const { name, versions } = product;
  const latest = versions.at(-1);
  const isIllustrative = versions.some((slice) => slice.illustrative);
  return [
    `# ${name}`,
    notice,
    ...(isIllustrative
      ? ['**Illustrative: made up to show a kind of product. Never for a patient.**']
      : []),
    '## What it is',
    ...(latest === undefined
      ? []
      : [
          table(
            ['point', 'what the definition says'],
            statements(latest).filter(([, value]) => value !== ''),
          ),
        ]),
    '## Versions',
    'A journey is enrolled under the version in force that day for its indication and jurisdiction, and keeps it.',
    table(
      [
        'version',
        'indication',
        'jurisdiction',
        'in force from',
        'response by',
        'earlier therapy with',
        'rules',
      ],
      versions.map((slice, index) => [
        label(index),
        slice.indication,
        slice.jurisdiction,
        slice.effectiveFrom,
        names(slice.response.criteria),
        names(slice.eligibility.priorClasses),
        `\`${slice.id.slice(0, 12)}\``,
      ]),
    ),
    '## Numbers',
    table(
      ['number', 'value', 'source', 'certainty', 'versions'],
      numbersOf(product).map((row) => [
        row.name,
        row.value,
        row.source,
        certainty[row.verified],
        standsIn(row, product),
      ]),
    ),
    '',
  ].join('\n\n');
}
