import { describe, expect, it } from '@jest/globals';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import type { PlannedEvent } from '../story/planned-event.js';
import { publicationsOf } from './messages.js';

function event(index: number): PlannedEvent {
  return {
    topic: 'clinic.events.v1',
    id: `J1/eligibility.requested/1/consent-${index}`,
    source: 'urn:v2v:site:northgate',
    type: 'consent.signed',
    subject: 'J1',
    time: '2026-03-02T09:00:00.000Z',
    requestid: 'J1/eligibility.requested/1',
    data: { scope: 'treatment', documentVersion: '2026-1', signedBy: 'patient' },
  };
}

const spoiler = (invalid: number) => ({ seed: 1, invalid, canSpoil: () => true });

function sent(index: number, isDuplicate = false): ReturnType<typeof publicationsOf> {
  return publicationsOf({ at: 0, event: event(index), isDuplicate }, spoiler(0.25));
}

describe('the messages of an event', () => {
  it('are its CloudEvent under the key of its journey', () => {
    const [publication] = publicationsOf(
      { at: 0, event: event(1), isDuplicate: false },
      spoiler(0),
    );
    expect(publication?.message).toMatchObject({
      topic: 'clinic.events.v1',
      key: 'J1',
    });
    const decoded = decodeInboundEvent(Buffer.from(publication?.message.value ?? ''));
    expect(decoded).toMatchObject({ ok: true, event: { requestId: event(1).requestid } });
  });

  it('always hold the event itself, and at the rate one more that is invalid', () => {
    const all = Array.from({ length: 2_000 }, (_, index) => sent(index));
    expect(all.every(([first]) => first?.kind === 'event')).toBe(true);
    const invalid = all.flat().filter(({ kind }) => kind === 'invalid').length;
    expect(invalid / all.length).toBeCloseTo(0.25, 1);
  });

  it('are not spoilt again when it is sent again', () => {
    const again = Array.from({ length: 200 }, (_, index) => sent(index, true)).flat();
    expect(new Set(again.map(({ kind }) => kind))).toEqual(new Set(['duplicate']));
  });
});
