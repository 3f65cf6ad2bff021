import type { JourneyState } from '../journey/state.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { dosePlanBy } from '../rules/dose-plan.js';
import type { DosePlanChoice } from '../rules/dosing-rules.js';
import type { TherapyWindow } from '../rules/eligibility-rules.js';
import { keepsWindow } from '../rules/therapy-window.js';
import { lastDoseOf, latestKnown } from '../rules/wash-outs.js';
import { type Instant, plusDays, toInstant } from '../time/instant.js';
import { recordFact, type Requirement, requirement } from './requirement.js';
import { screeningPassed } from './screening-requirements.js';

const dayMs = 86_400_000;

/** Organ function: no limit of it was read anywhere, so that the physician who authorises looks at the results. */
const beforeEveryCourse: readonly string[] = ['creatinine-clearance', 'alt', 'bilirubin', 'lvef'];

/** What every patient is tested for before lymphodepletion, beside infection and what the product names. */
export const testsBeforeEveryCourse: readonly string[] = [...beforeEveryCourse, 'pregnancy'];

/** Pregnancy is excluded, or somebody says that there is nothing to test for. */
function pregnancyExcluded(state: JourneyState, now: Instant): Requirement {
  const tested = screeningPassed(
    state,
    { test: 'pregnancy', kind: 'negative', hard: true, overridable: true },
    { days: state.rules.eligibility.screeningValidityDays },
    now,
  );
  const result = state.screening['pregnancy'];
  const isNotAsked = result?.qualitative === 'not-done' && result.evidence.disputed !== true;
  return isNotAsked && result.evidence.clockSuspect !== true
    ? { ...tested, met: true, text: 'Nobody has to be tested for pregnancy', actions: [] }
    : { ...tested, rule: `${tested.rule}; or recorded as not done where it cannot be` };
}

/** What the product asks of the patient before the first day of lymphodepletion, beside what every product asks. */
export function lymphodepletionCriteria(state: JourneyState, now: Instant): readonly Requirement[] {
  const { lymphodepletion, eligibility, combinations } = state.rules;
  const validity = { days: eligibility.screeningValidityDays };
  return [
    ...beforeEveryCourse.map((test) =>
      screeningPassed(state, { test, kind: 'done', hard: false, overridable: true }, validity, now),
    ),
    pregnancyExcluded(state, now),
    ...lymphodepletion.startCriteria.map((criterion) =>
      screeningPassed(state, criterion, validity, now),
    ),
    ...combinations.flatMap((window, index) =>
      window.anchor === 'lymphodepletion' && window.relation === 'never-within'
        ? [therapyKept(state, window, index, now)]
        : [],
    ),
    ...dosePlanKnown(state, now),
  ];
}

/** No dose of a therapy lies where the product forbids it, counted in whole days before now. */
function therapyKept(
  state: JourneyState,
  window: TherapyWindow,
  index: number,
  now: Instant,
): Requirement {
  const { therapy, fromDay } = window;
  const given = Object.values(state.medications).filter(({ drugClass }) => drugClass === therapy);
  const faults = given.filter((medication) => {
    const last = lastDoseOf(medication);
    if (last === null) return true;
    return !keepsWindow(window, -Math.floor((Date.parse(now) - Date.parse(last)) / dayMs));
  });
  const path = `combinations.${index}`;
  const ends = faults.map((medication) => {
    const last = lastDoseOf(medication);
    return last === null || fromDay === undefined ? null : plusDays(last, 1 - fromDay);
  });
  return requirement(state, {
    id: `therapy-${therapy}`,
    text:
      faults.length === 0
        ? `No ${therapy} too close to lymphodepletion`
        : `${therapy} was given too close to lymphodepletion, or nobody knows when`,
    met: faults.length === 0,
    owner: 'physician',
    overridable: !(window.hard && isVerified(state.rules, path)),
    rule: `No ${therapy} from ${-(fromDay ?? 0)} days before lymphodepletion${doubtOn(state.rules, path)}`,
    evidence: given.map((medication) => medication.evidence),
    actions: [recordFact('medication.recorded', 'Record the last dose')],
    changesAt: faults.length === 0 ? undefined : (latestKnown(ends) ?? undefined),
  });
}

/** The value that the plan of a split dose is chosen by is measured, and not too old for a course that begins now. */
function dosePlanKnown(state: JourneyState, now: Instant): readonly Requirement[] {
  const { planBy } = state.rules.dosing;
  if (planBy === undefined) return [];
  const { test, withinDaysBeforeLymphodepletion: days } = planBy;
  const result = state.screening[test];
  const chosen = dosePlanBy(planBy, result, now);
  const met = chosen.plan !== null;
  return [
    requirement(state, {
      id: 'dose-plan-known',
      text: met
        ? `The doses follow the plan ${chosen.plan}, by ${test} ${result?.value ?? ''} ${planBy.unit}`
        : `${test} is needed to choose the plan of the doses, not older than ${days} days`,
      met,
      owner: 'clinic',
      rule: `${planBy.plans.map(planText).join('; ')}, by ${test} within ${days} days before lymphodepletion${doubtOn(state.rules, 'dosing.planBy')}`,
      evidence: [result?.evidence],
      actions: [recordFact('screening.resulted', `Record the result of ${test}`)],
      changesAt: met && result !== undefined ? pastTheDay(result.collectedAt, days) : undefined,
    }),
  ];
}

function planText({ id, above, upTo }: DosePlanChoice['plans'][number]): string {
  const from = above === undefined ? '' : ` above ${above}`;
  return `${id}${from}${upTo === undefined ? '' : ` up to ${upTo}`}`;
}

/** The first instant at which a sample is older than so many days. */
function pastTheDay(collectedAt: Instant, days: number): Instant {
  return toInstant(Date.parse(collectedAt) + days * dayMs + 1);
}
