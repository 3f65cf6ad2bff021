import { describe, expect, it } from '@jest/globals';
import { claimOf } from './claim.js';

const of = (value: unknown) => claimOf(Buffer.from(JSON.stringify(value)));
const nothing = { source: null, eventId: null, type: null, subject: null, isClinical: false };

describe('what a message says of itself', () => {
  it('is read of one whose data is wrong', () => {
    const event = { id: 'e1', source: 's:1', type: 'vitals.recorded', subject: ' j 1', data: 7 };
    expect(of(event)).toEqual({
      source: 's:1',
      eventId: 'e1',
      type: 'vitals.recorded',
      subject: 'J1',
      isClinical: true,
    });
  });

  it.each([[null], [[]], ['text'], [{ id: {}, source: 7, type: [], subject: null }]])(
    'is nothing of %j',
    (value) => {
      expect(of(value)).toEqual(nothing);
    },
  );

  it('is nothing of what is no JSON, and of no value at all', () => {
    expect(claimOf(Buffer.from('{"id'))).toEqual(nothing);
    expect(claimOf(null)).toEqual(nothing);
  });

  it('is clinical when sterility may have failed', () => {
    const tested = { test: 'sterility', resultStatus: 'final' };
    const claimed = (data: object) => of({ type: 'quality.tested', data }).isClinical;
    expect([claimed(tested), claimed({ ...tested, passed: true })]).toEqual([true, false]);
  });
});
