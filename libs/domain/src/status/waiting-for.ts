import { basisOf, decisionBasis } from '../decisions/basis.js';
import { evaluate } from '../gates/gates.js';
import type { Action, Requirement } from '../gates/requirement.js';
import type { Digest } from '../journey/record.js';
import { isPassedInStage, type JourneyState } from '../journey/state.js';
import type { GateName } from '../journey/vocabulary.js';
import { stepOf } from '../protocol.js';
import type { Instant } from '../time/instant.js';

/** What a person can do about a requirement; `basis` is what a decision of this kind sends along. */
export type WaitingAction = Action & { readonly basis?: string };

type Explanation = Omit<Requirement, 'id' | 'actions' | 'changesAt'>;

/** One requirement of a gate the journey stands before, met or not. */
export type WaitingFor = Explanation & {
  readonly gate: GateName;
  readonly requirement: string;
  readonly basis: string;
  readonly actions: readonly WaitingAction[];
};

/** Why a journey is not further: every requirement of the gates it stands before; none once closed. */
export function waitingForOf(
  state: JourneyState,
  now: Instant,
  digest: Digest,
): readonly WaitingFor[] {
  return gatesAhead(state).flatMap((gate) => {
    const { requirements } = evaluate(gate, state, now);
    return requirements.map((requirement) => ({
      gate,
      requirement: requirement.id,
      ...explanationOf(requirement),
      basis: basisOf(gate, requirements, requirement.id, digest),
      actions: requirement.actions.map((action) =>
        action.kind === 'decide'
          ? { ...action, basis: decisionBasis(state, action.name, now, digest) }
          : action,
      ),
    }));
  });
}

/** When time alone will change the verdict is the workflow's concern. */
function explanationOf(requirement: Requirement): Explanation {
  const { met, text, owner, since, dueAt, consequence, overridable, rule, evidence } = requirement;
  return {
    met,
    text,
    owner,
    since,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(consequence === undefined ? {} : { consequence }),
    overridable,
    rule,
    evidence,
  };
}

/** The gates within the stage that were not passed since it began, and the gate that leads out. */
export function gatesAhead(state: JourneyState): readonly GateName[] {
  if (state.stage === 'closed') return [];
  const { inner, gate } = stepOf(state.stage);
  return [...inner.filter((name) => !isPassedInStage(state, name)), gate];
}
