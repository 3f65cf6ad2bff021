import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusDays, toInstant } from '../time/instant.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

/**
 * The latest instant that a statement of a last dose allows: a year its end, a month its end, a day its end,
 * an instant itself. Undefined when it is none of these.
 */
export function latestInstantAllowed(statement: string): Instant | undefined {
  const vague = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(statement);
  if (vague === null) {
    const exact = Date.parse(statement);
    return Number.isNaN(exact) ? undefined : toInstant(exact);
  }
  const [, year, month, day] = vague;
  const end = Date.UTC(
    Number(year) + (month === undefined ? 1 : 0),
    month === undefined ? 0 : Number(month) - (day === undefined ? 0 : 1),
    day === undefined ? 1 : Number(day) + 1,
  );
  return toInstant(end);
}

/** The earliest instant at which every wash-out of the recorded medication is over; null when it is unknown. */
export function earliestSafeApheresis(state: JourneyState): Instant | null {
  let earliest = '1970-01-01T00:00:00.000Z';
  for (const rule of state.rules.washOuts) {
    for (const medication of Object.values(state.medications)) {
      if (medication.drugClass !== rule.drugClass) continue;
      const last =
        medication.lastDose === undefined ? undefined : latestInstantAllowed(medication.lastDose);
      if (medication.ongoing === true || medication.unknown === true || last === undefined) {
        return null;
      }
      const safe = plusDays(last, rule.days);
      if (isBefore(earliest, safe)) earliest = safe;
    }
  }
  return earliest;
}

/** Every wash-out is over on the planned day of the apheresis. */
export function washOutsOver(state: JourneyState, apheresisAt: Instant | undefined): Requirement {
  const safeFrom = earliestSafeApheresis(state);
  const met = safeFrom !== null && apheresisAt !== undefined && !isBefore(apheresisAt, safeFrom);
  return requirement(state, {
    id: 'wash-outs-over',
    text:
      safeFrom === null
        ? 'The last dose of a medication that needs a wash-out is not known'
        : 'All wash-outs are over on the day of the apheresis',
    met,
    owner: 'physician',
    overridable: true,
    rule: 'Per drug class, the interval from the latest instant the last dose may have been given',
    evidence: Object.values(state.medications).map((medication) => medication.evidence),
    actions: [recordFact('medication.recorded', 'Record the last dose')],
  });
}
