import { describe, expect, it } from '@jest/globals';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { isPermitted, loadPartners } from '#partners/registry.js';
import { type Message, spoils } from './invalid-messages.js';

const registry = loadPartners();

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

describe('an invalid message', () => {
  it.each(Object.entries(spoils))('is refused as %s', (reason, spoil) => {
    expect(verdict(message)).toBe('usable');
    expect(verdict(spoil(message))).toBe(reason);
  });

  it('never bears the id of the event it was made from', () => {
    const ids = Object.entries(spoils)
      .filter(([reason]) => reason !== 'malformed-json')
      .map(([, spoil]) => (JSON.parse(spoil(message).value) as { id: string }).id);
    expect(ids).not.toContain('one');
  });

  it('about an unknown journey names a well-formed one', () => {
    expect(isJourneyIdentifier(spoils['unknown-journey'](message).key)).toBe(true);
  });
});
