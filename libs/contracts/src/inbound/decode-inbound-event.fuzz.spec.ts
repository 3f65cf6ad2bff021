import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeInboundEvent } from './decode-inbound-event.js';

const decodingReasons = [
  'malformed-json',
  'invalid-envelope',
  'unknown-type',
  'invalid-data',
  'too-large',
];

const seeds = [
  {
    specversion: '1.0',
    id: 'seed-1',
    source: 'urn:v2v:site:northgate',
    type: 'vitals.recorded',
    subject: 'V2V-1',
    time: '2026-03-02T09:00:00Z',
    data: {
      celsius: 38.2,
      oxygen: { device: 'nasal-cannula', litresPerMinute: 2 },
      vasopressors: [{ drug: 'norepinephrine' }],
      measuredAt: '2026-03-02T08:55:00Z',
    },
  },
  {
    specversion: '1.0',
    id: 'seed-2',
    source: 'urn:v2v:manufacturer:alpine-cell',
    type: 'batch.released',
    subject: 'V2V-1',
    time: '2026-03-02T09:00:00Z',
    data: {
      coi: 'V2V-1',
      batchId: 'B-1',
      releaseType: 'full',
      pendingTests: ['sterility'],
      market: 'US',
      certificateSha256: 'a'.repeat(64),
      bags: [{ bagId: 'BAG-1', carPositiveViableCells: 2.5e8 }],
      viabilityPercent: 91,
      expiresAt: '2027-03-02T09:00:00Z',
      releasedBy: 'qp-1',
    },
  },
];

type Place = { holder: Record<string, unknown>; key: string };

function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

const oddities = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('__proto__', '\ud800', '', -0, 1e308, 'x'.repeat(2_000), [[[[]]]]),
);

const mutation = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'remove', 'add'),
  name: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('__proto__', 'note', 'toString')),
  value: oddities,
});

const mutatedEvent = fc
  .record({ seed: fc.constantFrom(...seeds), mutations: fc.array(mutation, { maxLength: 4 }) })
  .map(({ seed, mutations }) => {
    const event = structuredClone(seed);
    for (const { at, kind, name, value } of mutations) {
      const all = places(event);
      const place = all[at % all.length];
      if (place === undefined) break;
      if (kind === 'remove') delete place.holder[place.key];
      else place.holder[kind === 'add' ? name : place.key] = value;
    }
    return Buffer.from(JSON.stringify(event));
  });

const mutatedBytes = fc
  .record({ event: mutatedEvent, at: fc.nat(), byte: fc.nat({ max: 255 }), cut: fc.nat() })
  .map(({ event, at, byte, cut }) => {
    const bytes = Buffer.from(event);
    bytes[at % bytes.length] = byte;
    return cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
  });

function alwaysDecodesOrSaysWhy(value: Buffer): void {
  const decoded = decodeInboundEvent(value);
  if (decoded.ok) return;
  expect(decodingReasons).toContain(decoded.reason);
  expect(decoded.detail.length).toBeLessThanOrEqual(1_000);
}

describe('100 000 mutated events', () => {
  it('are each decoded or refused for a reason of the contract when their fields are changed', () => {
    fc.assert(fc.property(mutatedEvent, alwaysDecodesOrSaysWhy), { numRuns: 60_000, seed: 1 });
  }, 60_000);

  it('are each decoded or refused for a reason of the contract when their bytes are changed', () => {
    fc.assert(fc.property(mutatedBytes, alwaysDecodesOrSaysWhy), { numRuns: 40_000, seed: 2 });
  }, 60_000);
});
