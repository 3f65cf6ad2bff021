import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { intakeMetrics } from './intake-metrics.js';
import { KeyExpiry } from './key-expiry.js';

const end = Date.parse('2026-06-30T00:00:00Z');
const day = 86_400_000;

function watched() {
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } as const;
  const keys = [
    {
      kid: 'a',
      publicKey,
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2026-06-30T00:00:00Z',
    },
  ];
  const partners = demonstrationNetwork.partners.map((partner, index) =>
    index === 0 ? { ...partner, keys } : partner,
  );
  const lines: string[] = [];
  const write = (line: unknown) => void lines.push(String(line));
  const clock = { now: 0 };
  const registry = new PartnerRegistry({ ...demonstrationNetwork, partners });
  const expiry = new KeyExpiry(registry, { warn: write, error: write }, () => clock.now);
  const daysBefore = (days: number): void => {
    clock.now = end - days * day;
    expiry.look();
  };
  return { lines, daysBefore };
}

describe('a key that expires', () => {
  it('is spoken of 30, 14 and 3 days before, once each, and daily when nothing replaces it', () => {
    const { lines, daysBefore } = watched();
    const days = [40, 31, 30, 29, 15, 14, 13, 4, 3, 2, 1];
    days.forEach(daysBefore);
    expect(lines).toEqual([
      'key a of northgate-clinic expires in 30 days; no other key is registered for then',
      'key a of northgate-clinic expires in 14 days; no other key is registered for then',
      'key a of northgate-clinic expires in 3 days; no other key is registered for then',
    ]);
    [0, -1].forEach(daysBefore);
    expect(lines.slice(3)).toEqual([
      'key a of northgate-clinic has expired and no other is valid',
      'key a of northgate-clinic has expired and no other is valid',
    ]);
  });

  it('is spoken of at once by a process that starts late', () => {
    const { lines, daysBefore } = watched();
    daysBefore(10);
    expect(lines).toHaveLength(1);
  });

  it('has its days counted', async () => {
    watched().daysBefore(12);
    const { values } = await intakeMetrics.keyDaysLeft.get();
    expect(values).toEqual([{ labels: { partner: 'northgate-clinic', kid: 'a' }, value: 12 }]);
  });
});
