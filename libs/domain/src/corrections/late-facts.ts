import { happenedAt, type JourneyEvent } from '../journey/event.js';
import type { RecordDraft } from '../journey/record.js';
import { isInfused, type JourneyState } from '../journey/state.js';
import { type Instant, isBefore } from '../time/instant.js';
import { unmetFor } from './dependent-decisions.js';
import { reviewAsked } from './review.js';

/** Permissions fall with their ground of themselves until product flows. */
const permitting: readonly string[] = [
  'authorize-lymphodepletion',
  'verify-product-identity',
  'authorize-infusion',
];

/**
 * What follows when a fact happened before a signed decision and comes after it: where it takes the ground from the decision
 * people look into it. The decision stands; they are paged only where something can still be done about it.
 */
export function lateFact(
  before: JourneyState,
  after: JourneyState,
  event: JourneyEvent,
  now: Instant,
): readonly RecordDraft[] {
  const happened = happenedAt(event);
  return before.decisions
    .filter(({ at, type }) => isBefore(happened, at) && !isPermission(after, type))
    .filter(({ type }) => {
      const unmet = unmetFor(before, type, now);
      return unmetFor(after, type, now).some((id) => !unmet.includes(id));
    })
    .flatMap(({ sequence, type }) =>
      reviewAsked(before, `late/${sequence}/${event.id}`, isActionable(after, type)),
    );
}

function isPermission(state: JourneyState, type: string): boolean {
  return permitting.includes(type) && !isInfused(state);
}

/** Until product flows, what was decided about collection and product can be stopped; monitoring can be taken up again. */
function isActionable(state: JourneyState, type: string): boolean {
  return type === 'close-monitoring' || !isInfused(state);
}
