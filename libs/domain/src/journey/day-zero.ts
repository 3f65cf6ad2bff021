import { type Instant, isBefore } from '../time/instant.js';
import { firstInfusionAt, type JourneyState } from './state.js';

/**
 * The instant whose calendar day is day 0 and whose calendar is still to be resolved: none is yet, or the first infusion is
 * known by now to have begun on an earlier day. Undefined when the calendar stands.
 */
export function dayZeroToResolve(state: JourneyState): Instant | undefined {
  const anchor = firstInfusionAt(state);
  const { calendar } = state;
  return anchor === undefined || calendar === null || isBefore(anchor, calendar.dayZeroStartsAt)
    ? anchor
    : undefined;
}
