import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { journeyEvent, type KeepNote } from './journey-event.js';

const event: InboundEvent = {
  id: 'e1',
  source: 'urn:v2v:site:northgate',
  type: 'apheresis.failed',
  subject: 'V2V-1',
  time: '2026-03-02T09:00:00Z',
  data: { attempt: 1, reason: 'device' },
  requestId: 'V2V-1/apheresis/1',
};

describe('the event a journey takes', () => {
  it('is the inbound event without its subject', async () => {
    const { subject: _, ...expected } = event;
    const keepNote: KeepNote = () => Promise.reject(new Error('there is no note'));
    expect(await journeyEvent('V2V-1', event, keepNote)).toEqual(expected);
  });

  it('carries the id of its note instead of the note', async () => {
    const kept: unknown[] = [];
    const keepNote: KeepNote = (note) => {
      kept.push(note);
      return Promise.resolve('n1');
    };
    const noted = { ...event, data: { ...event.data, note: 'pump alarm' } };
    const taken = await journeyEvent('V2V-1', noted, keepNote);
    expect(taken.data).toEqual({ attempt: 1, reason: 'device', noteId: 'n1' });
    expect(kept).toEqual([
      { journeyId: 'V2V-1', source: event.source, eventId: 'e1', note: 'pump alarm' },
    ]);
  });
});
