import { factStateOf } from '../told/fact-state.js';
import { nothingTold } from '../told/told.js';
import type { JourneyState } from './state.js';

/** What version 2 of the protocol added to the state of a journey. */
type AddedByVersion2 = 'told' | 'reopened';

/** A state as version 1 of the protocol handed it over at the end of a run. */
export type JourneyStateOfVersion1 = Omit<JourneyState, AddedByVersion2>;

/**
 * The state of a journey as this version keeps it, from whichever version handed it over. What was told under version 1 was
 * not kept fact by fact: it is the base on which later facts stand, and is not told otherwise.
 */
export function adoptedState(state: JourneyState | JourneyStateOfVersion1): JourneyState {
  return isOfThisVersion(state)
    ? state
    : withFactsAsBase({ ...state, told: nothingTold, reopened: null });
}

/** A state whose facts can no longer be told otherwise. */
export function withFactsAsBase(state: JourneyState): JourneyState {
  return { ...state, told: { ...nothingTold, base: factStateOf(state) } };
}

function isOfThisVersion(state: JourneyState | JourneyStateOfVersion1): state is JourneyState {
  return Object.hasOwn(state, 'told');
}
