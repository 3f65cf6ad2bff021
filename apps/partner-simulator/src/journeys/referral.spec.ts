import { describe, expect, it } from '@jest/globals';
import { referralNumber, referralOf } from './referral.js';

describe('a referral number', () => {
  it('leads back to its patient', () => {
    expect(referralOf(referralNumber({ seed: 7, index: 12 }))).toEqual({ seed: 7, index: 12 });
  });

  it('of somebody else leads nowhere', () => {
    expect(referralOf('REF-2026-0007')).toBeUndefined();
  });
});
