import { isAtOrAfter, type Instant } from '../time/instant.js';
import { cellsPerMicrolitre } from './cell-count.js';
import { type Observation, ofType } from './observation.js';

/** The tests of which every day counts: how long the blood stays low is what grades it. */
export const countedDaily: readonly string[] = ['anc', 'platelets'];

/** A count of cells at an instant, in cells per microlitre, and the event it comes from. */
export type BloodCount = {
  readonly perMicrolitre: number;
  readonly at: Instant;
  readonly eventId: string;
};

/** The counts of one test, in the order in which the blood was drawn; a result above the range of its method is no count. */
export function bloodCounts(
  observations: readonly Observation[],
  test: string,
): readonly BloodCount[] {
  return ofType(observations, 'laboratory.resulted').flatMap(({ data, happenedAt, eventId }) => {
    if (data.test !== test || data.value === undefined || data.comparator === '>') return [];
    const perMicrolitre = cellsPerMicrolitre(data.value, data.unit);
    return perMicrolitre === undefined ? [] : [{ perMicrolitre, at: happenedAt, eventId }];
  });
}

/** A stretch without a higher count between its first and its last; `days` counts both. */
export type Spell = { readonly days: number; readonly inputs: readonly string[] };

const dayMs = 86_400_000;

/** The longest stretch of counts that all satisfy `isLow`, within the counts given; undefined when none does. */
export function longestSpell(
  counts: readonly BloodCount[],
  isLow: (perMicrolitre: number) => boolean,
): Spell | undefined {
  let longest: Spell | undefined;
  let begun: BloodCount | undefined;
  for (const count of counts) {
    if (!isLow(count.perMicrolitre)) {
      begun = undefined;
      continue;
    }
    begun ??= count;
    const days = Math.floor((Date.parse(count.at) - Date.parse(begun.at)) / dayMs) + 1;
    if (days > (longest?.days ?? 0)) {
      longest = { days, inputs: [...new Set([begun.eventId, count.eventId])] };
    }
  }
  return longest;
}

/** The counts from `from` on and before `until`, where there is an end. */
export function countsBetween(
  counts: readonly BloodCount[],
  from: Instant,
  until?: Instant,
): readonly BloodCount[] {
  return counts.filter(
    ({ at }) => isAtOrAfter(at, from) && (until === undefined || !isAtOrAfter(at, until)),
  );
}
