import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInbound } from '#partners/check-inbound.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { type Partner, type PartnerKey, PartnerRegistry } from '#partners/registry.js';
import type { Signing } from '../agenda/invalid-messages.js';
import type { Publication } from './messages.js';
import { PartnerSignatures } from './partner-signatures.js';

const now = Date.parse('2026-06-01T00:00:00Z');
const source = 'urn:v2v:site:northgate';
const value = JSON.stringify({
  specversion: '1.0',
  id: 'e1',
  source,
  type: 'apheresis.failed',
  subject: 'V2V-1',
  time: '2026-03-02T09:00:00Z',
  data: { attempt: 1, reason: 'device' },
});

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'partner-signatures-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newKey(kid: string, validFrom: string, validUntil: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const registered: PartnerKey = {
    kid,
    publicKey: { kty: 'OKP', crv: 'Ed25519', x },
    validFrom,
    validUntil,
  };
  return { registered, own: { ...privateKey.export({ format: 'jwk' }), kid } };
}

/** The network with these keys at Northgate, and who signs for it. */
async function played(signaturePolicy: Partner['signaturePolicy']) {
  const expired = newKey('one', '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
  const current = newKey('two', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
  const keys = [expired.registered, current.registered];
  const registry = new PartnerRegistry({
    ...demonstrationNetwork,
    partners: demonstrationNetwork.partners.map((partner) =>
      partner.source === source ? { ...partner, keys, signaturePolicy } : partner,
    ),
  });
  const file = join(folder, 'keys.json');
  writeFileSync(file, JSON.stringify({ 'northgate-clinic': [expired.own, current.own] }));
  return { registry, signatures: await PartnerSignatures.read(file, registry) };
}

const publication = (signing: Signing): Publication => ({
  kind: 'event',
  source,
  message: { topic: 'clinic.events.v1', key: 'V2V-1', value },
  signing,
});

describe('a message of a partner', () => {
  it.each([
    ['valid-key', 'usable'],
    ['expired-key', 'expired-key'],
    ['unknown-key', 'bad-signature'],
    ['other-bytes', 'bad-signature'],
    ['nothing', 'bad-signature'],
  ] as const)('signed with %s is taken as %s', async (signing, verdict) => {
    const { registry, signatures } = await played('required');
    const { headers: texts = {} } = await signatures.outgoing(publication(signing), now);
    const headers = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]),
    );
    const message = { topic: 'clinic.events.v1', value: Buffer.from(value), headers };
    const checked = await checkInbound({ ...message, timestamp: now }, registry);
    expect(checked.ok ? 'usable' : checked.reason).toBe(verdict);
  });

  it('is left unsigned on purpose only where that is refused', async () => {
    const isOpen = async (policy: Partner['signaturePolicy'], signing: Signing) =>
      (await played(policy)).signatures.isOpen(source, signing, now);
    expect(await isOpen('required', 'nothing')).toBe(true);
    expect(await isOpen('optional', 'nothing')).toBe(false);
    expect(await isOpen('optional', 'expired-key')).toBe(true);
  });

  it('of a partner whose private keys nobody has is not signed', async () => {
    const { signatures } = await played('required');
    const stranger = 'urn:v2v:lab:alpine-qc';
    const sent = await signatures.outgoing({ ...publication('valid-key'), source: stranger }, now);
    expect(Object.keys(sent.headers ?? {})).toEqual(['content-type']);
    expect(signatures.isOpen(stranger, 'expired-key', now)).toBe(false);
  });
});
