import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { products } from '../products.js';
import { nameOfNumber, written } from './number-names.js';
import { numbersOf } from './product-page.js';
import { productPages } from './product-pages.js';

const folder = new URL('../../../../docs/products/', import.meta.url);
const pages = productPages();

describe('the pages of the products', () => {
  it.each([...pages])('stand in docs/products as the definitions have them: %s', (file, page) => {
    expect(readFileSync(new URL(file, folder), 'utf8')).toBe(page);
  });

  it('are all there is', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted());
  });

  it.each(products().map((product) => [product.id, product] as const))(
    'name every number of %s in every version',
    (_, product) => {
      const rows = numbersOf(product);
      for (const [index, slice] of product.versions.entries()) {
        const paths = slice.numbers.flatMap((origin) => origin.paths);
        const named = new Set(paths.map((path) => nameOfNumber(slice, path)));
        expect(named.size).toBe(paths.length);
        const listed = rows.filter((row) => row.versions.includes(`V${index + 1}`));
        expect(listed).toHaveLength(paths.length);
      }
    },
  );
});

describe('a number on a page', () => {
  it.each([
    [300_000_000, '300 000 000'],
    [1000, '1000'],
    [-150, '−150'],
    [4.6, '4.6'],
    [null, 'no last day'],
    [[1, 2, 3], '1, 2, 3'],
    [[{ name: 'day-28' }, { name: 'day-90' }], 'day-28, day-90'],
  ])('%j is written %s', (value, text) => {
    expect(written(value)).toBe(text);
  });
});
