import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { certaintyOf, doubtOn, isVerified } from './certainty.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-01-01',
});

describe('how far a number may be trusted', () => {
  it.each([
    ['lymphodepletion.toInfusionDays.until', 'source'],
    ['product.shelfLifeDays', 'shaky'],
    ['eligibility.screeningValidityDays', 'shaky'],
    ['nowhere', 'source'],
  ])('at %s is %s', (path, certainty) => {
    expect(certaintyOf(rules, path)).toBe(certainty);
  });

  it('is the worst of what stands below a path', () => {
    expect(certaintyOf(rules, 'product')).toBe('shaky');
    expect(certaintyOf(rules, 'lymphodepletion.toInfusionDays', 'product.shelfLifeDays')).toBe(
      'shaky',
    );
  });

  it('does not take a path for one that only begins alike', () => {
    expect(isVerified(rules, 'lymphodepletion.toInfusion')).toBe(true);
  });

  it('is said where it is in doubt, and only there', () => {
    expect(doubtOn(rules, 'lymphodepletion.toInfusionDays')).toBe('');
    expect(doubtOn(rules, 'product.shelfLifeDays')).toMatch(/not verified/);
  });
});
