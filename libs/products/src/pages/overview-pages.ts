import { unverifiedNumbers } from '#domain/rules/certainty.js';
import type { Product } from '../products.js';
import { certainty, notice, numbersOf, standsIn } from './product-page.js';
import { table } from './table.js';

/** The page that lists the products and their versions. */
export function productsPage(products: readonly Product[]): string {
  return [
    '# Products',
    notice,
    'Every number that nobody has read in a public source stands in [one list](unverified.md); a requirement that rests on such a number says so and can be overridden by a person.',
    table(
      ['product', 'indication', 'jurisdiction', 'in force from', 'numbers not verified'],
      products.flatMap((product) =>
        product.versions.map((slice) => [
          `[${product.name}](${product.id}.md)`,
          slice.indication,
          slice.jurisdiction,
          slice.effectiveFrom,
          `${unverifiedNumbers(slice)}`,
        ]),
      ),
    ),
    '',
  ].join('\n\n');
}

/** The page of every number that nobody has read in a public source. */
export function unverifiedPage(products: readonly Product[]): string {
  return [
    '# Numbers that are not verified',
    notice,
    'From memory means generally known, uncertain means check first. Illustrative products are left out: all of theirs are borrowed.',
    ...products
      .filter(({ versions }) => versions.every((slice) => !slice.illustrative))
      .flatMap((product) => [
        `## ${product.name}`,
        table(
          ['number', 'value', 'certainty', 'where from', 'versions'],
          numbersOf(product)
            .filter(({ verified }) => verified !== 'source')
            .map((row) => [
              row.name,
              row.value,
              certainty[row.verified],
              row.source,
              standsIn(row, product),
            ]),
        ),
      ]),
    '',
  ].join('\n\n');
}
