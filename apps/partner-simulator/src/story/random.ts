/** Random numbers that depend on a text alone: the same text gives the same sequence on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** Whole numbers from low to high, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** Log-normal with a median, kept within [low, high]. */
  readonly aroundMedian: (median: number, low: number, high: number) => number;
  /** Which item of weights that add up to at most 1; the last item takes what is left. */
  readonly weighted: <T>(items: readonly (readonly [weight: number, item: T])[], rest: T) => T;
};

/** FNV-1a with a final avalanche, so that texts that differ little give unrelated numbers. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The random numbers of one purpose, e.g. `randomOf(seed, patient, 'screening')` (Mulberry32). */
export function randomOf(...purpose: readonly (string | number)[]): Random {
  let state = hash(purpose.join('\u0000'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    aroundMedian: (median, low, high) => {
      const spread = Math.log(high / low) / 4;
      return Math.min(high, Math.max(low, median * Math.exp(spread * normal())));
    },
    weighted: (items, rest) => {
      let point = next();
      for (const [weight, item] of items) {
        point -= weight;
        if (point < 0) return item;
      }
      return rest;
    },
  };
}
