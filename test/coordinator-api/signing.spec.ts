import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Signatures } from '../../apps/coordinator-api/src/decisions/signing.js';
import { identityProvider } from '#access/identity-provider.js';
import { decisionTable } from '#domain/decisions/decision-table.js';
import { UsedTokens } from '#register/used-tokens.js';
import { signatureKey } from '#signatures/record-signature.js';
import { People, person } from './people.js';
import { type TestDatabase, testDatabase } from './test-database.js';

const nurse = person('nurse');
const pharmacist = person('pharmacist');

describe('a decision that two people sign at one screen', () => {
  let test: TestDatabase;
  let people: People;
  let signatures: Signatures;

  beforeAll(async () => {
    test = await testDatabase();
    people = await People.gather();
    const { issuer } = people;
    const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    signatures = new Signatures({
      provider: identityProvider({
        issuer,
        audience: 'vein-to-vein',
        clientId: 'vein-to-vein-page',
        jwksUri: `${issuer}/jwks`,
      }),
      key: await signatureKey(jwk),
      tokens: new UsedTokens(test.database),
    });
  });
  afterAll(async () => {
    await people.leave();
    await test.stop();
  });

  it('has the role of each, whoever of them sends it', async () => {
    const record = { journeyId: 'J1', type: 'verify-product-identity', data: {}, basis: null };
    const content = { ...record, meaning: 'verified' } as const;
    const given = [
      await people.signature(pharmacist, content),
      await people.signature(nurse, content),
    ];
    const issued = await signatures.issue({ ...nurse, name: 'Ada' }, given, {
      record,
      rule: decisionTable['verify-product-identity'],
      meaning: content.meaning,
      sites: { treating: 'northgate', collection: 'northgate' },
      usedFor: 'K1',
    });
    expect(issued.map(({ subject, role }) => ({ subject, role }))).toEqual([
      { subject: pharmacist.subject, role: 'pharmacist' },
      { subject: nurse.subject, role: 'nurse' },
    ]);
  });
});
