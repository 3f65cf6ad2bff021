import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkInbound } from './check-inbound.js';
import { demonstrationNetwork } from './demonstration-network.js';
import { signEvent, signingKey } from './event-signature.js';
import { type Partner, type PartnerKey, PartnerRegistry } from './registry.js';

const registry = new PartnerRegistry(demonstrationNetwork);

const event = {
  specversion: '1.0',
  id: 'e1',
  source: 'urn:v2v:site:northgate',
  type: 'apheresis.failed',
  subject: 'V2V-1',
  time: '2026-03-02T09:00:00Z',
  data: { attempt: 1, reason: 'device' },
};

function check(change: object, topic = 'clinic.events.v1') {
  const value = Buffer.from(JSON.stringify({ ...event, ...change }));
  return checkInbound({ topic, value, headers: {}, timestamp: 0 }, registry);
}

describe('an inbound message', () => {
  it('passes when its sender is registered for its type and topic', async () => {
    expect(await check({})).toMatchObject({ ok: true, event: { id: 'e1', subject: 'V2V-1' } });
  });

  it('is of an unknown source when nobody is registered under it', async () => {
    expect(await check({ source: 'urn:v2v:site:elsewhere' })).toMatchObject({
      reason: 'unknown-source',
    });
  });

  it.each([
    ['on a topic that is not its sender’s', {}, 'lab.events.v1'],
    ['of a type that is not its sender’s', { source: 'urn:v2v:lab:northgate-lab' }, undefined],
    [
      'about a site that is not its sender’s',
      { type: 'site.suspended', data: { siteId: 'riverside', reason: 'audit' } },
      undefined,
    ],
    [
      'with the name of a site that is not its sender’s as subject',
      { subject: 'urn:v2v:site:riverside' },
      undefined,
    ],
  ])('is not permitted %s', async (_, change, topic) => {
    expect(await check(change, topic)).toMatchObject({ ok: false, reason: 'not-permitted' });
  });

  it('is judged by its form before its sender', async () => {
    const change = { source: 'urn:v2v:site:elsewhere', data: { attempt: 0, reason: 'device' } };
    expect(await check(change)).toMatchObject({ reason: 'invalid-data' });
  });
});

describe('the signature of an inbound message', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const keys: PartnerKey[] = [
    {
      kid: 'northgate-1',
      publicKey: { kty: 'OKP', crv: 'Ed25519', x },
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2026-12-31T00:00:00Z',
    },
  ];
  const value = Buffer.from(JSON.stringify(event));
  const arrived = Date.parse('2026-06-01T00:00:00Z');

  async function signature(): Promise<Buffer> {
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'northgate-1' };
    return Buffer.from(await signEvent(value, await signingKey(jwk)));
  }

  function checked(
    signaturePolicy: Partner['signaturePolicy'],
    headers: Readonly<Record<string, Buffer>>,
    timestamp = arrived,
  ) {
    const partners = demonstrationNetwork.partners.map((partner) =>
      partner.source === event.source ? { ...partner, signaturePolicy, keys } : partner,
    );
    const signed = new PartnerRegistry({ ...demonstrationNetwork, partners });
    return checkInbound({ topic: 'clinic.events.v1', value, headers, timestamp }, signed);
  }

  it('lets it pass when it holds', async () => {
    const headers = { signature: await signature() };
    expect(await checked('required', headers)).toMatchObject({ ok: true });
    expect(await checked('optional', headers)).toMatchObject({ ok: true });
  });

  it('may be missing only where it is optional', async () => {
    expect(await checked('optional', {})).toMatchObject({ ok: true });
    expect(await checked('required', {})).toEqual({
      ok: false,
      reason: 'bad-signature',
      detail: '/: expected the header signature',
    });
  });

  it('must hold wherever there is one', async () => {
    const headers = { signature: Buffer.from('a..b') };
    expect(await checked('optional', headers)).toMatchObject({ reason: 'bad-signature' });
  });

  it('by an expired key says so', async () => {
    const headers = { signature: await signature() };
    const late = Date.parse('2027-01-01T00:00:00Z');
    expect(await checked('required', headers, late)).toEqual({
      ok: false,
      reason: 'expired-key',
      detail:
        '/: expected in the header signature a signature by a key valid when the message arrived',
    });
  });
});
