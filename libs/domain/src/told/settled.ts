import type { Hash } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import { contentText } from '../occurrences/content.js';
import { occurrenceKey } from '../occurrences/occurrence-key.js';
import { readingsOf } from '../occurrences/readings.js';
import { factStateOf, noFacts, withFactState } from './fact-state.js';
import { fold, retold } from './fold-told.js';
import { standingFacts } from './standing-facts.js';
import type { KeptEvent } from './told.js';

/** Characters of kept facts beyond which the older ones are settled: a whole journey has about a third of it. */
const mostCharacters = 96 * 1_024;

/** The occurrence of an event and what it says of it, short enough to be remembered for ever; null where it has none. */
export function settledKey(event: KeptEvent, hash: Hash): { key: string; content: string } | null {
  const key = occurrenceKey(event);
  return key === null
    ? null
    : { key: hash(key).slice(0, 16), content: hash(contentText(event.data)).slice(0, 8) };
}

/**
 * Keeps what is kept within its budget: beyond it the older half of the facts is settled. They stay in force and can no
 * longer be told otherwise; of their occurrences is remembered that they happened.
 */
export function settled(state: JourneyState, hash: Hash): JourneyState {
  const { told } = state;
  if (told.facts.length < 2 || JSON.stringify(told.facts).length <= mostCharacters) return state;
  const places = told.facts.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
  const border = places[Math.floor(places.length / 2)] ?? 0;
  const isOld = ({ sequence }: { readonly sequence: number }): boolean => sequence < border;
  const old = told.facts.filter(isOld);
  if (old.length === 0) return state;
  const begun = withFactState(state, told.base ?? noFacts(state.enrolment));
  const marks = told.marks.filter(isOld);
  const folded = fold(begun, readingsOf(standingFacts(old)), marks);
  const occurrences = old.flatMap(({ event }) => {
    const known = settledKey(event, hash);
    return known === null ? [] : [known.key + known.content];
  });
  return retold({
    ...state,
    told: {
      ...told,
      base: factStateOf(folded.state),
      facts: told.facts.filter((one) => !isOld(one)),
      marks: told.marks.filter((one) => !isOld(one)),
      settled: [...new Set([...told.settled, ...occurrences])],
    },
  });
}
