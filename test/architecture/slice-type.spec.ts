import { describe, expect, it } from '@jest/globals';
import type { RuleSlice as DomainSlice } from '#domain/rules/rule-slice.js';
import { products, type RuleSlice as ProductSlice } from '#products/products.js';

describe('the slice that products make', () => {
  it('is the slice that the domain reads, by type', () => {
    const asDomain = (slice: ProductSlice): DomainSlice => slice;
    for (const slice of products().flatMap((product) => product.versions)) {
      expect(asDomain(slice)).toBe(slice);
    }
  });
});
