/** The exact (Clopper-Pearson) interval of a proportion at 95 %, as shares from 0 to 1. */
export type Interval = { readonly low: number; readonly high: number };

const tail = 0.025;

/** Every proportion that `count` of `of` does not contradict at 95 %. */
export function exactInterval(count: number, of: number): Interval {
  return {
    low: count === 0 ? 0 : crossing((share) => 1 - atMost(count - 1, of, share) < tail),
    high: count === of ? 1 : crossing((share) => atMost(count, of, share) > tail),
  };
}

/** Where `isBelow` turns from true to false between 0 and 1. */
function crossing(isBelow: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability of at most `count` of `of` when each has it with probability `share`. */
function atMost(count: number, of: number, share: number): number {
  let logOfWays = 0;
  let sum = 0;
  for (let have = 0; have <= count; have += 1) {
    if (have > 0) logOfWays += Math.log((of - have + 1) / have);
    sum += Math.exp(logOfWays + have * Math.log(share) + (of - have) * Math.log(1 - share));
  }
  return sum;
}
