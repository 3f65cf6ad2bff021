import { describe, expect, it } from '@jest/globals';
import { system, type JournalRecord } from '#domain/journey/record.js';
import { journalMessage, requestMessages } from './journal-messages.js';

const requestSent: JournalRecord = {
  specversion: '1.0',
  id: 'a-journey/7',
  source: 'urn:v2v:journey',
  type: 'request.sent',
  subject: 'a-journey',
  time: '2026-03-02T09:00:00.000Z',
  data: {
    sequence: 7,
    detail: {
      type: 'collection.requested',
      requestId: 'a-request',
      purpose: 'collection',
      partnerId: 'alpine-cell',
      dueAt: '2026-03-04T09:00:00.000Z',
      data: { site: 'northgate' },
    },
    actor: system,
    stageBefore: 'referral',
    stageAfter: 'referral',
    holds: [],
    protocolVersion: 1,
    previousHash: 'a',
    hash: 'b',
  },
};

describe('what a journey publishes', () => {
  const journal = journalMessage(requestSent);
  const requests = requestMessages(requestSent);

  it('is a CloudEvent by its header, in the exact words of its standard', () => {
    for (const { headers } of [journal, ...requests]) {
      expect(headers).toEqual({ 'content-type': 'application/cloudevents+json' });
    }
  });

  it('is in the journal the record itself, and to a partner what it is asked', () => {
    expect(journal).toMatchObject({ topic: 'journey.events.v1', key: 'a-journey' });
    expect(JSON.parse(journal.value)).toEqual(requestSent);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ topic: 'requests.alpine-cell.v1', key: 'a-journey' });
    expect(JSON.parse(requests[0]!.value)).toMatchObject({
      type: 'collection.requested',
      data: { requestId: 'a-request', coi: 'a-journey', site: 'northgate' },
    });
  });
});
