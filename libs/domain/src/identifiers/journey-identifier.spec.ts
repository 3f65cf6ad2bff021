import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isJourneyIdentifier, journeyIdentifier } from '#domain/identifiers/journey-identifier.js';

const randomBytes = fc.uint8Array({ minLength: 26, maxLength: 26 });

describe('a journey identifier', () => {
  it('is safe in addresses and keys and recognised again, whatever the bytes', () => {
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const identifier = journeyIdentifier(bytes);
        expect(identifier).toMatch(/^J[0-9A-Z]{27}$/);
        expect(isJourneyIdentifier(identifier)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not recognised with one character changed', () => {
    fc.assert(
      fc.property(randomBytes, fc.nat(26), fc.nat(30), (bytes, position, step) => {
        const identifier = journeyIdentifier(bytes);
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const at = alphabet.indexOf(identifier.charAt(position));
        const other = alphabet.charAt((at + 1 + step) % alphabet.length);
        const changed = identifier.slice(0, position) + other + identifier.slice(position + 1);
        expect(isJourneyIdentifier(changed)).toBe(false);
      }),
    );
  });

  it('is not recognised with two neighbours swapped', () => {
    const identifier = journeyIdentifier(Uint8Array.from({ length: 26 }, (_, index) => index * 7));
    const swapped = identifier.slice(0, 3) + identifier[4] + identifier[3] + identifier.slice(5);
    expect(swapped).not.toBe(identifier);
    expect(isJourneyIdentifier(swapped)).toBe(false);
  });

  it.each(['', 'J', 'j0000000000000000000000000000', 'G123498654321H'])(
    'is not any other text: %s',
    (text) => {
      expect(isJourneyIdentifier(text)).toBe(false);
    },
  );

  it('is never made from too few random bytes', () => {
    expect(() => journeyIdentifier(new Uint8Array(25))).toThrow(RangeError);
  });
});
