import { describe, expect, it } from '@jest/globals';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { deadLetterOf, idOf } from './dead-letter.js';

const headers = {
  'origin-topic': 'lab.events.v1',
  'origin-partition': '3',
  'origin-offset': '41',
  'failed-at': '2026-03-02T09:00:05.000Z',
  reason: 'invalid-data',
  detail: '/data: expected an object',
  attempts: '2',
};

function message(value: string | null, change: Readonly<Record<string, string>> = {}) {
  const all = Object.entries({ ...headers, ...change });
  return {
    headers: Object.fromEntries(all.map(([name, text]) => [name, Buffer.from(text)])),
    value: value === null ? null : Buffer.from(value),
    timestamp: 0,
  } as unknown as ReceivedMessage;
}

describe('a dead letter', () => {
  it('is named after the place of its event', () => {
    const letter = deadLetterOf(message('{}'));
    expect(letter && idOf(letter.origin)).toBe('lab.events.v1/3/41');
    expect(letter).toMatchObject({ reason: 'invalid-data', attempts: 2 });
  });

  it('that does not say where its event stood is none', () => {
    expect(deadLetterOf(message('{}', { 'origin-offset': 'here' }))).toBeUndefined();
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{"source"'],
    ['no object', '"text"'],
    [
      'attributes of other forms',
      '{"source":"Mrs X","id":7,"type":"A B","subject":"x","time":"y"}',
    ],
  ])('shows nothing of an event that holds %s', (_, value) => {
    expect(deadLetterOf(message(value))?.envelope).toEqual({
      source: null,
      id: null,
      type: null,
      subject: null,
      time: null,
    });
  });
});
