import { earliest, type Instant, plusMinutes } from '../time/instant.js';
import type { ThawClock } from './product-rules.js';

/** When a container left the freezer and was thawed, as far as anybody has said. */
export type ThawTimes = {
  readonly outOfFreezerAt?: Instant;
  readonly thawBegunAt?: Instant;
  readonly thawedAt?: Instant;
};

const timeOf = {
  'out-of-freezer': 'outOfFreezerAt',
  'thaw-begun': 'thawBegunAt',
  thawed: 'thawedAt',
} as const;

/**
 * When each clock of a container ends. A clock whose own anchor nobody has told runs from the earliest that was; none runs
 * before anything is told.
 */
export function clockEnds(
  clocks: readonly ThawClock[],
  times: ThawTimes,
): readonly { readonly name: string; readonly until: ThawClock['until']; readonly at: Instant }[] {
  const first = earliest(Object.values(times));
  return clocks.flatMap(({ name, anchor, until, minutes }) => {
    const from = times[timeOf[anchor]] ?? first;
    return from === undefined ? [] : [{ name, until, at: plusMinutes(from, minutes) }];
  });
}
