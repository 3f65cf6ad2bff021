import { describe, expect, it } from '@jest/globals';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { isPermitted, PartnerRegistry } from '#partners/registry.js';
import { randomOf } from '../story/random.js';
import { type Message, invalidKinds, spoilt } from './invalid-messages.js';

const registry = new PartnerRegistry(demonstrationNetwork);

const message: Message = {
  topic: 'lab.events.v1',
  key: 'J1',
  value: JSON.stringify({
    specversion: '1.0',
    id: 'one',
    source: 'urn:v2v:lab:northgate-lab',
    type: 'screening.resulted',
    subject: 'J1',
    time: '2026-03-02T09:00:00.000Z',
    data: { test: 'hbv', qualitative: 'negative', collectedAt: '2026-03-02T08:00:00.000Z' },
  }),
};

/** What the intake would say of it, as far as it can be said without knowing the journeys. */
function verdict({ topic, value }: Message): string {
  const decoded = decodeInboundEvent(Buffer.from(value));
  if (!decoded.ok) return decoded.reason;
  const partner = registry.partnerBySource(decoded.event.source);
  if (partner === undefined) return 'unknown-source';
  if (!isPermitted(partner, topic, decoded.event.type)) return 'not-permitted';
  return decoded.event.subject === 'J1' ? 'usable' : 'unknown-journey';
}

const byContent = invalidKinds
  .filter(({ signing }) => signing === 'valid-key')
  .map(({ reason, spoil }) => [reason, spoil] as const);

const idOf = ({ value }: Message): unknown => (JSON.parse(value) as { readonly id: unknown }).id;

describe('an invalid message', () => {
  it.each(byContent.filter(([reason]) => reason !== 'conflicting-duplicate'))(
    'is refused as %s',
    (reason, spoil) => {
      expect(verdict(message)).toBe('usable');
      expect(verdict(spoil(message))).toBe(reason);
    },
  );

  it('bears the id of the event it was made from only to contradict it', () => {
    for (const { reason, spoil } of invalidKinds) {
      const bad = spoil(message);
      if (reason === 'malformed-json') continue;
      expect([reason, idOf(bad) === 'one']).toEqual([reason, reason === 'conflicting-duplicate']);
      expect(bad.value).not.toBe(message.value);
    }
  });

  it('about an unknown journey names a well-formed one', () => {
    const spoil = new Map(byContent).get('unknown-journey')!;
    expect(isJourneyIdentifier(spoil(message).key)).toBe(true);
  });

  it('is spoilt only in ways that are open to its sender', () => {
    const ways = Array.from({ length: 400 }, (_, index) =>
      spoilt(message, (signing) => signing !== 'nothing', randomOf(index)),
    );
    expect(new Set(ways.map(({ signing }) => signing))).toEqual(
      new Set(['valid-key', 'other-bytes', 'unknown-key', 'expired-key']),
    );
  });
});
