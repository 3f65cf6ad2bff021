import { describe, expect, it } from '@jest/globals';
import { answerOf } from './decision-answer.js';

const unmet = [{ id: 'a', text: 'The patient has consented', owner: 'clinic' as const }];

describe('the answer to a decision', () => {
  it('says what followed, and whether another person must sign', () => {
    const taken = { version: 7, effects: ['decision.recorded'] };
    expect(answerOf({ outcome: 'accepted', ...taken })).toEqual(taken);
    expect(answerOf({ outcome: 'awaiting-second', ...taken })).toEqual({
      ...taken,
      awaitingSecond: true,
    });
  });

  it('says in words what is missing and who can give it when it is refused', () => {
    const refused = () =>
      answerOf({ outcome: 'refused', version: 7, code: 'requirements-unmet', unmet });
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'decision-refused',
        details: expect.objectContaining({
          detail: 'The patient has consented (clinic)',
          reason: 'requirements-unmet',
          version: 7,
        }),
      }),
    );
  });

  it.each([
    ['journey-closed', { outcome: 'refused', code: 'journey-closed', unmet: [] }],
    ['idempotency-key-reused', { outcome: 'conflict', code: 'key-reused' }],
    ['basis-changed', { outcome: 'conflict', code: 'basis-changed', basis: 'now' }],
  ] as const)('is the problem %s', (code, outcome) => {
    const copy = outcome.outcome === 'refused' ? { ...outcome, unmet: [] } : outcome;
    expect(() => answerOf({ version: 7, ...copy })).toThrow(expect.objectContaining({ code }));
  });
});
