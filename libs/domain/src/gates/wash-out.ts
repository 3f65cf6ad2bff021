import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { latestInstantAllowed } from '../time/stated-date.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

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
