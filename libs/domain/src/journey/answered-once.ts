import type { Instant } from '../time/instant.js';
import type { JourneyState } from './state.js';

/**
 * A pure question about a journey at an instant, worked out once for one state at one instant however many ask. A state is
 * never changed in place: what is the same object has the same answer.
 */
export function answeredOnce<Answer>(
  answer: (state: JourneyState, at: Instant) => Answer,
): (state: JourneyState, at: Instant) => Answer {
  const known = new WeakMap<JourneyState, { readonly at: Instant; readonly answer: Answer }>();
  return (state, at) => {
    const last = known.get(state);
    if (last?.at === at) return last.answer;
    const fresh = answer(state, at);
    known.set(state, { at, answer: fresh });
    return fresh;
  };
}
