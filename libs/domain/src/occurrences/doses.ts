import { happenedAt, type JourneyEvent } from '../journey/event.js';
import type { JourneyState } from '../journey/state.js';
import { inUtc } from '../time/instant.js';
import type { Dose } from '../told/told.js';
import { contentText } from './content.js';

/** Two reports of a drug this close together tell of the same dose. */
const sameDoseMs = 10 * 60_000;

/** Doses beyond this number are no longer known again; grading reads whether a drug was given and counts none. */
const mostDoses = 100;

function doseOf(event: JourneyEvent): Dose | null {
  const { drug } = event.data;
  if (event.type !== 'medication.given' || typeof drug !== 'string') return null;
  return {
    source: event.source,
    eventId: event.id,
    drug,
    givenAt: inUtc(happenedAt(event)),
    content: contentText(event.data),
  };
}

/** The dose that an event tells of again, if it tells of one: the same drug within ten minutes, of any source. */
export function sameDose(state: JourneyState, event: JourneyEvent): Dose | undefined {
  const dose = doseOf(event);
  return dose === null
    ? undefined
    : state.told.doses.find(
        ({ drug, givenAt }) =>
          drug === dose.drug &&
          Math.abs(Date.parse(givenAt) - Date.parse(dose.givenAt)) <= sameDoseMs,
      );
}

/** The state with a dose remembered, the latest given. */
export function withDose(state: JourneyState, event: JourneyEvent): JourneyState {
  const dose = doseOf(event);
  if (dose === null) return state;
  const doses = [...state.told.doses, dose].toSorted(
    (a, b) =>
      Date.parse(a.givenAt) - Date.parse(b.givenAt) ||
      (`${a.source} ${a.eventId}` < `${b.source} ${b.eventId}` ? -1 : 1),
  );
  return { ...state, told: { ...state.told, doses: doses.slice(-mostDoses) } };
}
