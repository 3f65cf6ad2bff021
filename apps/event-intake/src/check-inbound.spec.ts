import { describe, expect, it } from '@jest/globals';
import { loadPartners } from '#partners/registry.js';
import { checkInbound } from './check-inbound.js';

const registry = loadPartners();

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
  return checkInbound({ topic, value }, registry);
}

describe('an inbound message', () => {
  it('passes when its sender is registered for its type and topic', () => {
    expect(check({})).toMatchObject({ ok: true, event: { id: 'e1', subject: 'V2V-1' } });
  });

  it('is of an unknown source when nobody is registered under it', () => {
    expect(check({ source: 'urn:v2v:site:elsewhere' })).toMatchObject({ reason: 'unknown-source' });
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
  ])('is not permitted %s', (_, change, topic) => {
    expect(check(change, topic)).toMatchObject({ ok: false, reason: 'not-permitted' });
  });

  it('is judged by its form before its sender', () => {
    const change = { source: 'urn:v2v:site:elsewhere', data: { attempt: 0, reason: 'device' } };
    expect(check(change)).toMatchObject({ reason: 'invalid-data' });
  });
});
