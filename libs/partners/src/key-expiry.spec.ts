import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from './demonstration-network.js';
import { expiringKeys, warningDue } from './key-expiry.js';
import type { Partner, PartnerKey } from './registry.schema.js';

const now = Date.parse('2026-06-01T00:00:00Z');

function key(kid: string, validUntil?: string, validFrom = '2025-01-01T00:00:00Z'): PartnerKey {
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } as const;
  return { kid, publicKey, validFrom, ...(validUntil === undefined ? {} : { validUntil }) };
}

function left(...keys: PartnerKey[]) {
  const [partner] = demonstrationNetwork.partners as [Partner];
  return expiringKeys([{ ...partner, keys }], now).map(({ kid, daysLeft, goesOn }) => [
    kid,
    daysLeft,
    goesOn,
  ]);
}

describe('the keys that expire', () => {
  it('are those with an end, with what is left of them and what goes on', () => {
    expect(left(key('a', '2026-06-11T00:00:00Z'))).toEqual([['a', 10, null]]);
    expect(left(key('a', '2026-06-11T06:00:00Z'), key('b'))).toEqual([['a', 11, 'b']]);
    expect(left(key('b'))).toEqual([]);
  });

  it('are spoken of no more when they are over and replaced', () => {
    expect(left(key('a', '2026-05-01T00:00:00Z'), key('b'))).toEqual([]);
    expect(left(key('a', '2026-05-01T00:00:00Z'))).toEqual([['a', -31, null]]);
  });

  it('are not replaced by one that begins too late or ends too early', () => {
    const late = key('b', undefined, '2026-06-12T00:00:00Z');
    expect(left(key('a', '2026-06-11T00:00:00Z'), late)).toEqual([['a', 10, null]]);
    const early = key('b', '2026-06-05T00:00:00Z');
    expect(left(key('a', '2026-06-11T00:00:00Z'), early)).toEqual([
      ['a', 10, null],
      ['b', 4, 'a'],
    ]);
  });
});

describe('a warning before a key expires', () => {
  it.each([
    [31, null],
    [30, 30],
    [15, 30],
    [14, 14],
    [4, 14],
    [3, 3],
    [0, 3],
    [-9, 3],
  ])('with %i days left is that of %p days', (daysLeft, warning) => {
    expect(warningDue(daysLeft)).toBe(warning);
  });
});
