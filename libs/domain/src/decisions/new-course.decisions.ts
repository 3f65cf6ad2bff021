import { isTreatedAgain } from '../journey/new-course.js';
import { firstInfusionAt, type JourneyState } from '../journey/state.js';
import { noResponse } from '../rules/response-criteria.js';
import { targetsLeft } from '../rules/retreatment.js';
import type { RuleSlice } from '../rules/rule-slice.js';
import { isBefore } from '../time/instant.js';
import { because, type Check, type Refusal } from './because.js';

/** Whether the disease is back, or the last response that was assessed is none. */
function isDiseaseBack({ clinical: { relapse, responses } }: JourneyState): boolean {
  const latest = responses.at(-1);
  return relapse !== null || (latest !== undefined && noResponse.includes(latest.response));
}

/** The targets of a product that the disease is known to show, or that nothing speaks against. */
function usableTargets(
  { clinical: { antigens }, rules: given }: JourneyState,
  { target, retreatment }: RuleSlice,
  infusedAt: string,
): { readonly left: readonly string[]; readonly known: readonly string[] } {
  const statuses = Object.fromEntries(
    Object.entries(antigens).map(([antigen, { status }]) => [antigen, status]),
  );
  const left = targetsLeft({ target, retreatment }, statuses);
  // What the first product aimed at may have been lost to it: it counts once it was found again since.
  const known = left.filter((antigen) => {
    const evidence = antigens[antigen]?.evidence;
    const isFoundSince =
      evidence !== undefined &&
      evidence.clockSuspect !== true &&
      !isBefore(evidence.happenedAt, infusedAt);
    return isFoundSince || !given.target.includes(antigen);
  });
  return { left, known };
}

function targetRefusal(state: JourneyState, rules: RuleSlice): Refusal | null {
  const { left, known } = usableTargets(state, rules, firstInfusionAt(state) ?? state.lastTime);
  if (left.length === 0) {
    const lost = rules.target.join(' and ').toUpperCase();
    return because(
      'target-lost',
      `The disease no longer shows ${lost}: choose a product of another or a second target`,
      'physician',
    );
  }
  return known.length > 0
    ? null
    : because(
        'target-untested',
        `Whether the disease still shows ${left.join(' or ').toUpperCase()} has not been tested since the infusion`,
        'clinic',
      );
}

/** What speaks against another course: the patient is treated once more only for disease that the product can find. */
export const newCourseChecks: Readonly<Record<string, Check>> = {
  'start-new-course': (state, { data, arrangement }) => {
    if (isTreatedAgain(state)) {
      return because('course-started', 'The next course of this patient has begun already');
    }
    if (!isDiseaseBack(state)) {
      return because(
        'disease-not-back',
        'No relapse is reported and no response says that the treatment failed',
        'physician',
      );
    }
    const isMeant =
      arrangement?.product === data['product'] && arrangement?.indication === data['indication'];
    return arrangement === undefined || !isMeant
      ? because('rules-not-in-force', 'There are no rules in force for this here', 'coordinator')
      : targetRefusal(state, arrangement.rules);
  },
};
