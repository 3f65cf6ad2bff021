import type { Instant } from '../time/instant.js';

type Seen = { readonly eventId: string; readonly happenedAt: Instant };

/** The latest value of an axis and the event it comes from. */
export type Known<T> = { readonly value: T; readonly eventId: string };

/**
 * The latest value that `pick` finds, when it is not older than `cadenceHours` at `now`.
 * `ordered` are observations in the order in which they happened.
 */
export function lastKnown<O extends Seen, T>(
  ordered: readonly O[],
  pick: (observation: O) => T | undefined,
  at: { readonly now: Instant; readonly cadenceHours: number },
): Known<T> | undefined {
  const oldest = Date.parse(at.now) - at.cadenceHours * 3_600_000;
  for (const observation of ordered.toReversed()) {
    const value = pick(observation);
    if (value === undefined) continue;
    if (Date.parse(observation.happenedAt) < oldest) return undefined;
    return { value, eventId: observation.eventId };
  }
  return undefined;
}
