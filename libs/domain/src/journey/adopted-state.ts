import { type FactField, factFields } from '../told/fact-fields.js';
import { factStateOf, noFacts } from '../told/fact-state.js';
import { nothingTold } from '../told/told.js';
import type { JournalRecord } from './record.js';
import type { JourneyState } from './state.js';

/** What version 2 of the protocol added to the state of a journey. */
type AddedByVersion2 = 'told' | 'reopened';

/** A state as a version of the protocol handed it over: without the facts that later versions read. */
type HandedOver<S> = Omit<S, FactField> & Partial<Pick<JourneyState, FactField>>;

/** A state as version 1 of the protocol handed it over at the end of a run. */
export type JourneyStateOfVersion1 = HandedOver<Omit<JourneyState, AddedByVersion2>>;

/** A state as version 2 of the protocol handed it over at the end of a run. */
export type JourneyStateOfVersion2 = HandedOver<JourneyState>;

/**
 * The state of a journey as this version keeps it, from whichever version handed it over. What was told under version 1 was
 * not kept fact by fact: it is the base on which later facts stand, and is not told otherwise.
 */
export function adoptedState(
  state: JourneyState | JourneyStateOfVersion1 | JourneyStateOfVersion2,
): JourneyState {
  if (!Object.hasOwn(state, 'told')) {
    const kept = { ...state, told: nothingTold, reopened: null };
    return withFactsAsBase(withEveryField(kept));
  }
  return withEveryField(state as JourneyState | JourneyStateOfVersion2);
}

/** A state whose facts can no longer be told otherwise. */
export function withFactsAsBase(state: JourneyState): JourneyState {
  return { ...state, told: { ...nothingTold, base: factStateOf(state) } };
}

/** The types that change a journey since version 3; before it they were journalled and changed nothing. */
const changingSinceVersion3: readonly string[] = [
  'lot.recalled',
  'site.suspended',
  'site.reinstated',
];

/** Whether the event of a record changed nothing under the version of the protocol that wrote it, as it would now. */
export function isOfNoEffectYet({ type, data }: JournalRecord): boolean {
  return data.protocolVersion < 3 && changingSinceVersion3.includes(type);
}

/** Facts that the version before did not read were not told. */
function withEveryField(state: JourneyState | JourneyStateOfVersion2): JourneyState {
  if (hasEveryField(state)) return state;
  const { attempts: _, visitsCompleted: __, ...none } = noFacts(state.enrolment);
  const { base } = state.told;
  return {
    ...none,
    ...state,
    told: { ...state.told, base: base === null ? null : { ...none, ...base } },
  };
}

function hasEveryField(state: JourneyState | JourneyStateOfVersion2): state is JourneyState {
  return factFields.every((field) => Object.hasOwn(state, field));
}
