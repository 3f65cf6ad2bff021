import { describe, expect, it } from '@jest/globals';
import { NoRulesInForceError, products } from './products.js';
import { referralSlice } from './referral-slice.js';

const wanted = { indication: 'b-all', jurisdiction: 'US', date: '2026-03-02' };

describe('the rules of a referral without a product', () => {
  const slice = referralSlice(wanted);

  it('are of nobody’s product, the same whenever they are asked for', () => {
    expect(slice.product.id).toBe('not-selected');
    expect(products().map(({ id }) => id)).not.toContain(slice.product.id);
    expect(referralSlice(wanted)).toEqual(slice);
    expect(JSON.stringify(slice).length).toBeLessThan(32 * 1_024);
  });

  it('say nothing that a label of a product says', () => {
    expect(slice.eligibility.criteria).toEqual([]);
    expect(slice.lymphodepletion.regimens).toEqual([]);
    expect(slice.dosing.doses).toEqual([]);
    expect(slice.monitoring.windows).toEqual([]);
  });

  it('do not exist where no product has any', () => {
    expect(() => referralSlice({ ...wanted, indication: 'unheard-of' })).toThrow(
      NoRulesInForceError,
    );
  });
});
