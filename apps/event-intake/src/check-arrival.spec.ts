import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { entryVoucher } from '#partners/entry-voucher.js';
import { signEvent, signingKey } from '#partners/event-signature.js';
import { PartnerRegistry } from '#partners/registry.js';
import { replayVoucher } from '#partners/replay-voucher.js';
import { arrivalCheck } from './check-arrival.js';

const operationsKey = Buffer.alloc(32, 3);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const { x = '' } = publicKey.export({ format: 'jwk' });
const source = 'urn:v2v:site:northgate';

const registry = new PartnerRegistry({
  ...demonstrationNetwork,
  partners: demonstrationNetwork.partners.map((partner) =>
    partner.source === source
      ? {
          ...partner,
          keys: [
            {
              kid: 'northgate-1',
              publicKey: { kty: 'OKP', crv: 'Ed25519', x },
              validFrom: '2026-01-01T00:00:00Z',
              validUntil: '2026-02-01T00:00:00Z',
            },
          ],
        }
      : partner,
  ),
});
const check = arrivalCheck(registry, operationsKey);
const topic = 'clinic.events.v1';
const value = Buffer.from(
  JSON.stringify({
    specversion: '1.0',
    id: 'e1',
    source,
    type: 'apheresis.failed',
    subject: 'V2V-1',
    time: '2026-01-15T09:00:00Z',
    data: { attempt: 1, reason: 'device' },
  }),
);
const inTime = '2026-01-15T09:00:01.000Z';
const timestamp = Date.parse('2026-03-01T00:00:00Z');

async function signed(): Promise<Readonly<Record<string, Buffer>>> {
  const key = await signingKey({ ...privateKey.export({ format: 'jwk' }), kid: 'northgate-1' });
  return { signature: Buffer.from(await signEvent(value, key)) };
}

describe('a message that arrives when its key has expired', () => {
  it('is refused', async () => {
    const headers = await signed();
    expect(await check({ topic, value, headers, timestamp })).toMatchObject({
      reason: 'expired-key',
    });
  });

  it('is taken when it was replayed and first came in time', async () => {
    const headers = await signed();
    const voucher = replayVoucher(operationsKey, { topic, value, headers }, inTime);
    const replayed = {
      ...headers,
      'original-append-time': Buffer.from(inTime),
      'replay-voucher': Buffer.from(voucher),
    };
    expect(await check({ topic, value, headers: replayed, timestamp })).toMatchObject({ ok: true });
  });

  it('is refused when it only claims to have come in time', async () => {
    const headers = { ...(await signed()), 'original-append-time': Buffer.from(inTime) };
    const forged = { ...headers, 'replay-voucher': Buffer.from('forged') };
    for (const claimed of [headers, forged]) {
      expect(await check({ topic, value, headers: claimed, timestamp })).toMatchObject({
        reason: 'expired-key',
      });
    }
  });
});

describe('what a person of a site wrote down', () => {
  const told = Buffer.from(
    JSON.stringify({
      ...(JSON.parse(value.toString()) as object),
      type: 'manufacturing.step-completed',
      entrymode: 'phone',
      data: { batchId: 'B1', step: 'transduction' },
    }),
  );
  const onTopic = 'manufacturing.events.v1';
  const headersWith = (voucher: string) => ({ 'entry-voucher': Buffer.from(voucher) });

  it('is taken without a signature, though a partner would say it, where the API vouches for it', async () => {
    const headers = headersWith(entryVoucher(operationsKey, onTopic, told));
    expect(await check({ topic: onTopic, value: told, headers, timestamp })).toMatchObject({
      ok: true,
      event: { type: 'manufacturing.step-completed', entryMode: 'phone' },
    });
  });

  it('is refused with a voucher for other bytes, for another topic or of another key', async () => {
    const vouchers = [
      entryVoucher(operationsKey, onTopic, value),
      entryVoucher(operationsKey, topic, told),
      entryVoucher(Buffer.alloc(32, 4), onTopic, told),
    ];
    for (const voucher of vouchers) {
      const headers = headersWith(voucher);
      expect(await check({ topic: onTopic, value: told, headers, timestamp })).toMatchObject({
        reason: 'not-permitted',
      });
    }
  });
});
