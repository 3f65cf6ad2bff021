import { decisionBasis } from '#domain/decisions/basis.js';
import { decisionRule } from '#domain/decisions/decision-table.js';
import { evaluate } from '#domain/gates/gates.js';
import type { Requirement } from '#domain/gates/requirement.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import type { Instant } from '#domain/time/instant.js';
import { digest } from '#workflows/journey/digest.js';

/** What a decision rests on at an instant: its stage and, when it meets a requirement, all the others of that gate. */
export type DecisionGround = {
  readonly version: number;
  readonly basis: string;
  readonly stage: Stage;
  readonly requirements: readonly Pick<Requirement, 'id' | 'text' | 'met' | 'evidence'>[];
};

/** The ground of a decision in a state of its journey. */
export function decisionGround(state: JourneyState, type: string, now: Instant): DecisionGround {
  const meets = decisionRule(type)?.meets;
  const others =
    meets === undefined
      ? []
      : evaluate(meets.gate, state, now).requirements.filter(({ id }) => id !== meets.requirement);
  return {
    version: state.sequence,
    basis: decisionBasis(state, type, now, digest),
    stage: state.stage,
    requirements: others.map(({ id, text, met, evidence }) => ({ id, text, met, evidence })),
  };
}
