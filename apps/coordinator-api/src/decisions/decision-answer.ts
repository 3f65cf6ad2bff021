import type { DecisionAnswer } from '#contracts/http/decision.schema.js';
import type { DecisionOutcome } from '#domain/decisions/decision-command.js';
import { ProblemError } from '../problems/problem-error.js';

/** The answer to a decision. @throws ProblemError for one that was refused or conflicts. */
export function answerOf(outcome: DecisionOutcome): DecisionAnswer {
  const { version } = outcome;
  switch (outcome.outcome) {
    case 'accepted':
      return { version, effects: [...outcome.effects] };
    case 'awaiting-second':
      return { version, effects: [...outcome.effects], awaitingSecond: true };
    case 'refused':
      throw refused(outcome);
    case 'conflict':
      throw outcome.code === 'key-reused'
        ? new ProblemError('idempotency-key-reused', { version })
        : new ProblemError('basis-changed', {
            detail: 'Look at the journey again: something it rests on has changed since.',
            version,
            ...(outcome.basis === undefined ? {} : { basis: outcome.basis }),
          });
  }
}

function refused({
  code,
  unmet,
  version,
}: Extract<DecisionOutcome, { outcome: 'refused' }>): ProblemError {
  const missing = unmet.map(({ text, owner }) => `${text} (${owner})`).join('; ');
  return new ProblemError(code === 'journey-closed' ? 'journey-closed' : 'decision-refused', {
    detail: missing,
    reason: code,
    unmet: unmet.map(({ id, text, owner }) => ({ id, text, owner })),
    version,
  });
}
