import { describe, expect, it } from '@jest/globals';
import { contentHash } from './received-content.js';

const event = { id: 'e1', subject: 'J1', data: { weightKg: 34.5 }, traceparent: '00-a' };
const hashOf = (value: object): string => contentHash(Buffer.from(JSON.stringify(value)));

describe('the content of an event', () => {
  it('is the same however it is written, and whoever carries it', () => {
    const { traceparent: _, ...untraced } = event;
    const turned = Object.fromEntries(Object.entries(event).toReversed());
    expect(hashOf(turned)).toBe(hashOf(event));
    expect(hashOf(untraced)).toBe(hashOf(event));
    expect(contentHash(Buffer.from(JSON.stringify(event, null, 2)))).toBe(hashOf(event));
  });

  it.each([{ subject: 'J2' }, { data: { weightKg: 34.6 } }, { corrects: 'e0' }])(
    'is another one with %j',
    (change) => {
      expect(hashOf({ ...event, ...change })).not.toBe(hashOf(event));
    },
  );
});
