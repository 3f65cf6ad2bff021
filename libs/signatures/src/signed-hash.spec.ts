import { describe, expect, it } from '@jest/globals';
import { signedHash } from './signed-hash.js';

const record = {
  journeyId: 'J1',
  type: 'authorize-infusion',
  data: { doseNumber: 1 },
  basis: null,
  meaning: 'approved',
};

describe('the hash a person signs', () => {
  it('is the SHA-256 of the canonical JSON of the five fields', () => {
    // printf '{"basis":null,"data":{"doseNumber":1},"journeyId":"J1","meaning":"approved","type":"authorize-infusion"}' | sha256sum
    expect(signedHash(record)).toBe(
      '35a974c57e96948d5d88dc006f3fec7e554907fef42ea02634e1dbdee3a408ad',
    );
  });

  it('does not depend on the order of fields nor on fields beside the five', () => {
    const { journeyId, type, data, basis, meaning } = record;
    const shuffled = { meaning, extra: 'x', basis, data, type, journeyId };
    expect(signedHash(shuffled)).toBe(signedHash(record));
  });

  it('changes with each of the five fields', () => {
    const changed = [
      { ...record, journeyId: 'J2' },
      { ...record, type: 'close-monitoring' },
      { ...record, data: { doseNumber: 2 } },
      { ...record, basis: 'b' },
      { ...record, meaning: 'verified' },
    ];
    expect(new Set([record, ...changed].map(signedHash)).size).toBe(6);
  });
});
