import type { JourneyState } from '../journey/state.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { latestKnown, type WashOutOf, washOutsOf } from '../rules/wash-outs.js';
import { type Instant, isBefore } from '../time/instant.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

function needed(state: JourneyState): readonly WashOutOf[] {
  return washOutsOf(state.rules.washOuts, Object.values(state.medications));
}

/** The earliest instant at which every wash-out of the recorded medication is over; null when it is unknown. */
export function earliestSafeApheresis(state: JourneyState): Instant | null {
  return latestKnown(needed(state).map(({ safeFrom }) => safeFrom));
}

/** Every wash-out is over on the planned day of the apheresis; a person may decide otherwise unless a hard one was read in a source. */
export function washOutsOver(state: JourneyState, apheresisAt: Instant | undefined): Requirement {
  const all = needed(state);
  const open = all.filter(
    ({ safeFrom }) =>
      safeFrom === null || apheresisAt === undefined || isBefore(apheresisAt, safeFrom),
  );
  const met = apheresisAt !== undefined && open.length === 0;
  const path = ({ index }: WashOutOf): string => `washOuts.${index}.days`;
  const doubt = doubtOn(state.rules, ...all.map(path));
  return requirement(state, {
    id: 'wash-outs-over',
    text: open.length === 0 ? over(all) : open.map(lasting).join('; '),
    met,
    owner: 'physician',
    overridable: !open.some((one) => one.rule.hard && isVerified(state.rules, path(one))),
    rule: `${asked(all)}, from the latest instant the last dose may have been given${doubt}`,
    evidence: Object.values(state.medications).map((medication) => medication.evidence),
    actions: [recordFact('medication.recorded', 'Record the last dose')],
  });
}

function over(all: readonly WashOutOf[]): string {
  const early = all.filter(({ rule }) => rule.preferredDays !== undefined);
  const better = early.map(
    ({ medication, preferredFrom }) => `${medication.drug} better from ${day(preferredFrom)}`,
  );
  const isOver = 'All wash-outs are over on the day of the apheresis';
  return better.length === 0 ? isOver : `${isOver}; ${better.join('; ')}`;
}

function lasting({ medication, safeFrom }: WashOutOf): string {
  const { drug, ongoing } = medication;
  if (safeFrom !== null) return `The wash-out of ${drug} lasts until ${day(safeFrom)}`;
  return ongoing === true
    ? `${drug} is still being given`
    : `The last dose of ${drug} is not known`;
}

function asked(all: readonly WashOutOf[]): string {
  const classes = [...new Set(all.map(({ rule }) => `${rule.drugClass} ${rule.days} days`))];
  return classes.length === 0 ? 'Per drug class an interval' : classes.join(', ');
}

function day(instant: Instant | null): string {
  return instant === null ? 'a day not known' : instant.slice(0, 10);
}
