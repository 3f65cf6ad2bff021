import { products } from '../products.js';
import { productsPage, unverifiedPage } from './overview-pages.js';
import { productPage } from './product-page.js';

/** Every page of the products, by its file name. */
export function productPages(): ReadonlyMap<string, string> {
  const all = products();
  return new Map([
    ['README.md', productsPage(all)],
    ['unverified.md', unverifiedPage(all)],
    ...all.map((product) => [`${product.id}.md`, productPage(product)] as const),
  ]);
}
