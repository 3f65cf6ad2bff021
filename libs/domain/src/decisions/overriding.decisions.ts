import { evaluate } from '../gates/gates.js';
import type { JourneyState } from '../journey/state.js';
import { gatesOf } from '../protocol.js';
import { type Instant, isBefore } from '../time/instant.js';
import { endOfValidity } from '../time/stated-date.js';
import { because, type Check } from './because.js';

/** What speaks against overriding a requirement. */
export const overridingChecks: Readonly<Record<string, Check>> = {
  'override-requirement': (state, command, now) => {
    const { data, actor } = command;
    const one = requirementNamed(state, data, now);
    if (one === undefined) {
      return because('requirement-unknown', 'The journey does not wait for this', 'coordinator');
    }
    if (one.met) return because('requirement-met', 'This is met already', one.owner);
    if (!one.overridable) {
      return because('never-overridable', `This is never overridden: ${one.text}`, one.owner);
    }
    const role = one.owner === 'quality' ? 'quality' : 'physician';
    if (actor.role !== role) {
      return because('other-role', `This is overridden by ${role}`, role);
    }
    return isBefore(now, endOfValidity(String(data['validUntil'])))
      ? null
      : because('already-over', 'The override would be over already', role);
  },
};

/** The requirement that an override is about, at one of the gates the journey stands before. */
export function requirementNamed(
  state: JourneyState,
  { gate, requirement }: Readonly<Record<string, unknown>>,
  now: Instant,
) {
  const ahead = gatesOf(state.stage).find((one) => one === gate);
  return ahead === undefined
    ? undefined
    : evaluate(ahead, state, now).requirements.find(({ id }) => id === requirement);
}
