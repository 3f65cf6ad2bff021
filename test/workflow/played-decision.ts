import { randomUUID } from 'node:crypto';
import {
  isGrpcDeadlineError,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { PlannedDecision } from '../../apps/partner-simulator/src/story/decisions.js';
import type { DecisionCommand } from '#domain/decisions/decision-command.js';
import { decisionRule, meaningOf } from '#domain/decisions/decision-table.js';
import type { Instant } from '#domain/time/instant.js';

/** A decision as the API hands it on: by somebody of the right role, signed by as many as it takes, under a key of its own. */
export function signedDecision(
  { type, data, basis }: PlannedDecision,
  signedAt: Instant,
): DecisionCommand {
  const rule = decisionRule(type);
  const role = rule?.roles[0] ?? 'physician';
  const signatures = [1, 2].slice(0, rule?.signed === true ? rule.persons : 0).map((number) => ({
    subject: `${role}-${number}`,
    printedName: role,
    meaning: meaningOf(type, data) ?? '',
    signedAt,
    jws: 'not looked at by the journey',
    ...(rule?.signatories === undefined ? {} : { role: rule.signatories[number - 1] ?? role }),
  }));
  const keyHash = randomUUID();
  const actor = { id: `${role}-1`, name: role, role };
  return { type, data, basis, actor, signatures, keyHash, bodyHash: keyHash };
}

/** Whether it is not known if a decision took effect, so that it has to be repeated as it is. */
export function isUnanswered(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    (error instanceof WorkflowNotFoundError && error.message.startsWith('update ')) ||
    isGrpcDeadlineError(error)
  );
}
