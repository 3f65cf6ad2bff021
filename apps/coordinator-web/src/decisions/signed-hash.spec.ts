import { describe, expect, it } from '@jest/globals';
import { signedHash as hashOfTheServer } from '#signatures/signed-hash.js';
import { shortHash, signedHash } from './signed-hash.js';

const record = {
  journeyId: 'J7YESYT9PPXS67KXAP5YRHCPE3HR',
  type: 'dispose-excursion',
  data: { shipmentId: 'SHP-1', disposition: 'acceptable', conditions: 'none, sêaled' },
  basis: 'b1',
  meaning: 'approved',
};

describe('what a person signs', () => {
  it.each([[record], [{ ...record, basis: null }], [{ ...record, data: {} }]])(
    'has the hash that the server works out',
    (signed) => {
      expect(signedHash(signed)).toBe(hashOfTheServer(signed));
    },
  );

  it('has another hash as soon as anything differs', () => {
    expect(signedHash({ ...record, meaning: 'rejected' })).not.toBe(signedHash(record));
  });

  it('is shown by the ends of its hash', () => {
    expect(shortHash(`9f2c71ab${'0'.repeat(48)}04dee18c`)).toBe('9f2c 71ab … 04de e18c');
  });
});
