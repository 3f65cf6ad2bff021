import { applyFact, isReady } from '../facts/facts.js';
import { isClinicalMessage } from '../journey/clinical-message.js';
import type { JourneyState } from '../journey/state.js';
import { type Reading, readingsOf } from '../occurrences/readings.js';
import { factStateOf, noFacts, withFactState } from './fact-state.js';
import { applyMark } from './marks.js';
import { standingFacts } from './standing-facts.js';
import type { KeptFact, Mark } from './told.js';

type Folding = { readonly state: JourneyState; readonly waiting: readonly Reading[] };

/**
 * The state with its facts folded anew from everything that was told and stands, in its places between what people decided.
 * What needs a fact that is gone waits until that is told again. Nothing but the facts changes.
 */
export function retold(state: JourneyState): JourneyState {
  const { facts, marks, base } = state.told;
  const begun = withFactState(state, base ?? noFacts(state.enrolment));
  const folded = fold(begun, readingsOf(standingFacts(facts)), marks);
  const told = withFactState(state, factStateOf(folded.state));
  return {
    ...told,
    attempts: { ...told.attempts, lymphodepletion: state.attempts.lymphodepletion },
    told: {
      ...state.told,
      waiting: folded.waiting.flatMap((reading) => reading.facts.map(({ event }) => event.id)),
    },
  };
}

/** A state with readings and marks applied in their places. */
export function fold(
  begun: JourneyState,
  readings: readonly Reading[],
  marks: readonly Mark[],
): Folding {
  const steps = [...readings, ...marks].toSorted((a, b) => a.sequence - b.sequence);
  return steps.reduce<Folding>(
    (folding, step) => ('kind' in step ? marked(folding, step) : read(folding, step)),
    { state: begun, waiting: [] },
  );
}

function marked({ state, waiting }: Folding, mark: Mark): Folding {
  return {
    state: applyMark(state, mark),
    // What waits for a course that is over waits for ever.
    waiting: mark.kind === 'course' ? waiting.filter((one) => !isOfCourse(one)) : waiting,
  };
}

function isOfCourse({ facts }: Reading): boolean {
  return facts.some(({ event }) => event.type.startsWith('lymphodepletion.'));
}

function read(folding: Folding, reading: Reading): Folding {
  const waiting = [...folding.waiting, reading];
  const ready = waiting.find((one) => isReadable(folding.state, one));
  if (ready === undefined) return { ...folding, waiting };
  let { state } = folding;
  let open: readonly Reading[] = waiting;
  for (let next: Reading | undefined = ready; next !== undefined;) {
    const applied = next;
    state = withReading(state, applied);
    open = open.filter((one) => one !== applied);
    next = open.find((one) => isReadable(state, one));
  }
  return { state, waiting: open };
}

function isReadable(state: JourneyState, { facts }: Reading): boolean {
  return facts.every(({ event }) => isClinicalMessage(event) || isReady(state, event));
}

/** A state with an occurrence as it is read. */
export function withReading(state: JourneyState, { facts, isDisputed }: Reading): JourneyState {
  return facts.reduce((told, fact) => withKept(told, fact, isDisputed), state);
}

function withKept(
  state: JourneyState,
  { event, suspectAt }: KeptFact,
  isDisputed: boolean,
): JourneyState {
  return applyFact(state, event, {
    ...(suspectAt === undefined ? {} : { suspectAt }),
    ...(isDisputed ? { isDisputed } : {}),
  });
}
