import type { DecisionMade, JourneyState } from '../journey/state.js';
import { earliest, type Instant, isBefore } from '../time/instant.js';
import { endOfValidity } from '../time/stated-date.js';
import { type Evaluation, evaluation, type Requirement } from './requirement.js';

/** The verdict of a gate in which requirements that somebody lawfully overrode count as met, for as long as they do. */
export function withOverrides(
  verdict: Evaluation,
  { decisions, journeyId }: JourneyState,
  now: Instant,
): Evaluation {
  const overrides = decisions.filter(
    (one) => one.type === 'override-requirement' && one.data['gate'] === verdict.gate,
  );
  if (overrides.length === 0) return verdict;
  const requirements = verdict.requirements.map((one) => {
    const override =
      one.overridable && !one.met ? inForce(overrides, one, journeyId, now) : undefined;
    return override === undefined ? one : overridden(one, override, journeyId);
  });
  return evaluation(verdict.gate, requirements);
}

/** An override holds until its day, and only for the facts that it was signed for. */
function inForce(
  overrides: readonly DecisionMade[],
  { id, evidence }: Requirement,
  journeyId: string,
  now: Instant,
): DecisionMade | undefined {
  const told = evidence.filter((one) => !one.startsWith(`${journeyId}/`));
  const facts = [...new Set(told)].toSorted().join();
  return overrides.findLast(
    (one) =>
      one.data['requirement'] === id &&
      isBefore(now, endOfValidity(String(one.data['validUntil']))) &&
      (one.restsOn ?? []).join() === facts,
  );
}

function overridden(one: Requirement, override: DecisionMade, journeyId: string): Requirement {
  const until = endOfValidity(String(override.data['validUntil']));
  const changesAt = earliest([one.changesAt, until]);
  return {
    ...one,
    met: true,
    text: `${one.text}: overridden until ${until}`,
    evidence: [...one.evidence, `${journeyId}/${override.sequence}`],
    actions: [],
    ...(changesAt === undefined ? {} : { changesAt }),
  };
}
