import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Message } from '../evidence/message.js';
import { checkEventSignatures, type Signer } from './event-signatures.js';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const { x = '' } = publicKey.export({ format: 'jwk' });
const key = {
  kid: 'lab-1',
  publicKey: { kty: 'OKP', crv: 'Ed25519', x },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2026-12-31T00:00:00Z',
};
const lab: Signer = { source: 'urn:v2v:lab:one', signaturePolicy: 'required', keys: [key] };
const value = Buffer.from(JSON.stringify({ id: 'e1', source: lab.source }));
const inTime = Date.parse('2026-06-01T00:00:00Z');

function signature(header: object = { alg: 'EdDSA', kid: 'lab-1' }, by: KeyObject = privateKey) {
  const first = Buffer.from(JSON.stringify(header)).toString('base64url');
  const mac = sign(null, Buffer.from(`${first}.${value.toString('base64url')}`), by);
  return `${first}..${mac.toString('base64url')}`;
}

function message(headers: Readonly<Record<string, string>>, timestamp = inTime): Message {
  return { topic: 'lab.events.v1', partition: 0, offset: 7, key: 'J1', value, headers, timestamp };
}

function letter(reason: string): Message {
  const origin = { 'origin-topic': 'lab.events.v1', 'origin-partition': '0', 'origin-offset': '7' };
  return message({ ...origin, reason });
}

function check(sent: Message, reason?: string, signer: Signer = lab) {
  const deadLetters = reason === undefined ? [] : [letter(reason)];
  return checkEventSignatures({
    inbound: [sent],
    deadLetters,
    isDue: () => true,
    signers: [signer],
  });
}

const late = Date.parse('2027-01-01T00:00:00Z');
const stranger = generateKeyPairSync('ed25519').privateKey;

describe('the signatures of events', () => {
  it('hold when the sender signed what was taken', () => {
    expect(check(message({ signature: signature() }))).toMatchObject({
      held: true,
      detail: '1 signatures',
    });
  });

  it.each([
    ['unsigned', message({})],
    ['signed by somebody else', message({ signature: signature(undefined, stranger) })],
    ['signed under another name', message({ signature: signature({ alg: 'EdDSA', kid: 'x' }) })],
    [
      'signed with another algorithm',
      message({ signature: signature({ alg: 'none', kid: 'lab-1' }) }),
    ],
    ['signed too late', message({ signature: signature() }, late)],
    ['signed with its payload', message({ signature: signature().replace('..', '.e30.') })],
  ])('do not hold when what was taken is %s', (_, sent) => {
    expect(check(sent).held).toBe(false);
    expect(check(sent, 'invalid-data').held).toBe(true);
  });

  it('do not hold when what is rightly signed is refused for it', () => {
    expect(check(message({ signature: signature() }), 'bad-signature').held).toBe(false);
    expect(check(message({ signature: signature() }), 'expired-key').held).toBe(false);
    expect(check(message({ signature: signature() }, late), 'expired-key').held).toBe(true);
  });

  it('may be missing where they are optional', () => {
    expect(check(message({}), undefined, { ...lab, signaturePolicy: 'optional' }).held).toBe(true);
  });
});
