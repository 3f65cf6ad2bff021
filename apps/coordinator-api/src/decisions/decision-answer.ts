import type { DecisionAnswer } from '#contracts/http/decision.schema.js';
import type { DecisionOutcome } from '#domain/decisions/decision-command.js';
import { ProblemError } from '../problems/problem-error.js';
import type { DecisionGround } from './decision-ground.js';

/**
 * The answer to a decision; `ground` is what one whose basis has changed rests on now.
 * @throws ProblemError for one that was refused or conflicts.
 */
export function answerOf(outcome: DecisionOutcome, ground?: DecisionGround): DecisionAnswer {
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
        : basisChanged(outcome, ground);
  }
}

/** Whether a decision was taken on a basis that no longer stands. */
export function isOutdated(outcome: DecisionOutcome): boolean {
  return outcome.outcome === 'conflict' && outcome.code === 'basis-changed';
}

function basisChanged(
  { version, basis }: Extract<DecisionOutcome, { outcome: 'conflict' }>,
  ground: DecisionGround | undefined,
): ProblemError {
  const detail = 'Look at the journey again: something it rests on has changed since.';
  if (ground === undefined) {
    return new ProblemError('basis-changed', {
      detail,
      version,
      ...(basis === undefined ? {} : { basis }),
    });
  }
  const { stage, requirements, ...present } = ground;
  return new ProblemError('basis-changed', {
    detail: `${detail} The stage is ${stage}.`,
    ...present,
    requirements: requirements.map((one) => ({ ...one, evidence: [...one.evidence] })),
  });
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
