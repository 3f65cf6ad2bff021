import { describe, expect, it } from '@jest/globals';
import { donationIdentifier, identifier } from '#contracts/inbound/fields.js';
import { normalisedIdentifier, sameIdentifier } from './normalised-identifier.js';

describe('an identifier', () => {
  it.each([
    ['p1', 'P1'],
    [' p 1\t', 'P1'],
    ['=w00002312345600', 'W000023123456'],
    ['W0000 23 123456', 'W000023123456'],
  ])('written %p is the same as %p', (written, normalised) => {
    expect(normalisedIdentifier(written)).toBe(normalised);
    expect(sameIdentifier(written, normalised)).toBe(true);
    expect(donationIdentifier.parse(written)).toBe(normalised);
  });

  it('is normalised as those of events are', () => {
    expect(identifier.parse(' b-1 / x')).toBe(normalisedIdentifier(' b-1 / x'));
  });

  it('is not the same as another one, nor as nothing', () => {
    expect(sameIdentifier('P1', 'P2')).toBe(false);
    expect(sameIdentifier(undefined, undefined)).toBe(false);
  });
});
