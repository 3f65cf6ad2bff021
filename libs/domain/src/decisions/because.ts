import type { Requirement } from '../gates/requirement.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import type { DecisionCommand } from './decision-command.js';

/** Why the protocol does not accept a decision, with the requirements that are not met. */
export type Refusal = {
  readonly code: string;
  readonly unmet: readonly Pick<Requirement, 'id' | 'text' | 'owner'>[];
};

/** What speaks against a decision of one type beside its stage and requirements; null when nothing does. */
export type Check = (state: JourneyState, command: DecisionCommand, now: Instant) => Refusal | null;

/** A refusal with one requirement that says why. */
export function because(
  code: string,
  text: string,
  owner: Requirement['owner'] = 'clinic',
): Refusal {
  return { code, unmet: [{ id: code, text, owner }] };
}

/** A refusal for the requirements among these that are not met; null when all are. */
export function unlessMet(requirements: readonly Requirement[]): Refusal | null {
  const unmet = requirements.filter((one) => !one.met);
  return unmet.length === 0
    ? null
    : {
        code: 'requirements-unmet',
        unmet: unmet.map(({ id, text, owner }) => ({ id, text, owner })),
      };
}
