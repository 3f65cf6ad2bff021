import type { JourneyState } from './state.js';

/** What version 2 of the protocol added to the state of a journey. */
type AddedByVersion2 = 'reopened';

/** A state as version 1 of the protocol handed it over at the end of a run. */
export type JourneyStateOfVersion1 = Omit<JourneyState, AddedByVersion2>;

/** The state of a journey as this version keeps it, from whichever version handed it over. */
export function adoptedState(state: JourneyState | JourneyStateOfVersion1): JourneyState {
  return isOfThisVersion(state) ? state : { ...state, reopened: null };
}

function isOfThisVersion(state: JourneyState | JourneyStateOfVersion1): state is JourneyState {
  return Object.hasOwn(state, 'reopened');
}
