import { describe, expect, it } from '@jest/globals';
import { deadlineSubject } from './names.js';

describe('the subject of a deadline', () => {
  it('names the test that has to be made again in words', () => {
    expect(deadlineSubject('screening-validity/hbv')).toBe('Hepatitis B');
    expect(deadlineSubject('screening-validity/active-infection')).toBe('Active infection');
  });

  it('is the identifier that the deadline is about, without the instant', () => {
    expect(deadlineSubject('product-expiry/LOT-1')).toBe('LOT-1');
    expect(deadlineSubject('next-assessment/2026-03-02T09:00:00.000Z')).toBe('');
  });
});
