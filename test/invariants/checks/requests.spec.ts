import { describe, expect, it } from '@jest/globals';
import type { Message } from '../evidence/message.js';
import { onDay, publishedAs, writtenJournal } from '../journals/written-journal.js';
import { checkRequests } from './requests.js';

const requestId = 'V2V-1/slot.requested/1';
const dueAt = onDay(7);
const detail = { type: 'slot.requested', requestId, partnerId: 'alpine-cell', dueAt };
const journals = new Map([
  [
    'V2V-1',
    writtenJournal('V2V-1', [
      {
        type: 'journey.enrolled',
        detail: { enrolment: { partners: { manufacturer: { id: 'alpine-cell' } } } },
      },
      { type: 'request.sent', detail: { ...detail, data: { product: 'x' } } },
    ]),
  ],
]);
const request = {
  id: requestId,
  source: 'urn:v2v:journey',
  type: 'slot.requested',
  subject: 'V2V-1',
  data: { requestId, dueAt, coi: 'V2V-1', product: 'x' },
};

function published(change = {}, topic = 'requests.alpine-cell.v1'): readonly Message[] {
  return publishedAs(topic, 0, [{ ...request, ...change }]);
}

describe('requests', () => {
  it('stand once in the topic of their partner, repeats and notices aside', () => {
    const notice = { ...request, type: 'event.rejected', data: {} };
    const messages = [...published(), ...published(), ...published(notice)];
    expect(checkRequests(journals, messages, () => true)).toMatchObject({
      held: true,
      detail: '1 repeats, 1 notices, 1 requests',
    });
  });

  it('say that there were none', () => {
    expect(checkRequests(new Map(), [], () => true).detail).toBe(
      'nothing to check: no requests seen',
    );
  });

  it('may be sent while the journals are read', () => {
    const later = published({ data: { ...request.data, requestId: 'V2V-1/slot.requested/2' } });
    const result = checkRequests(
      journals,
      [...published(), ...later],
      (message) => !later.includes(message),
    );
    expect(result).toMatchObject({ held: true, detail: '1 requests, 1 later ones' });
  });

  const faults: readonly (readonly [string, readonly Message[], string])[] = [
    ['are missing', [], 'which stands nowhere'],
    [
      'stand in the topic of a competitor',
      published({}, 'requests.pacific-cell.v1'),
      'not in the topic of alpine-cell',
    ],
    [
      'are sent twice with different content',
      [...published(), ...published({ time: onDay(1) })],
      'was sent twice with different content',
    ],
    [
      'ask for something else than their record',
      published({ data: { ...request.data, product: 'y' } }),
      'says another product than its record',
    ],
    [
      'come from no journal',
      [
        ...published(),
        ...published({ data: { ...request.data, requestId: 'V2V-1/slot.requested/2' } }),
      ],
      'which no journal sent',
    ],
  ];
  it.each(faults)('are found when they %s', (_, messages, expected) => {
    const { held, detail: told } = checkRequests(journals, messages, () => true);
    expect(held).toBe(false);
    expect(told).toContain(expected);
  });
});
