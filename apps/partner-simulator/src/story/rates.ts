/** How often things happen, as proportions. Calibrated roughly to published cohorts and United States practice. */
export type Rates = {
  readonly ineligible: number;
  readonly lowYield: number;
  readonly manufacturingFailure: number;
  readonly excursionPerLeg: number;
  readonly deathWhileWaiting: number;
  readonly deathAfterInfusion: number;
  readonly bridging: number;
  readonly infectionBeforeInfusion: number;
  /** Proportion of each highest grade; the rest has none. */
  readonly crs: readonly (readonly [proportion: number, grade: number])[];
  readonly icans: readonly (readonly [proportion: number, grade: number])[];
  /** Days from the start of manufacture to release: median, shortest, longest. */
  readonly manufacturingDays: readonly [median: number, low: number, high: number];
};

const common = {
  ineligible: 0.08,
  lowYield: 0.03,
  excursionPerLeg: 0.04,
  deathWhileWaiting: 0.04,
  deathAfterInfusion: 0.3,
  infectionBeforeInfusion: 0.05,
} as const;

const rates: Readonly<Record<string, Rates>> = {
  tisagenlecleucel: {
    ...common,
    manufacturingFailure: 0.08,
    bridging: 0.8,
    crs: [
      [0.24, 1],
      [0.2, 2],
      [0.08, 3],
      [0.035, 4],
    ],
    icans: [
      [0.06, 1],
      [0.05, 2],
      [0.05, 3],
      [0.02, 4],
    ],
    manufacturingDays: [21, 17, 33],
  },
  'axicabtagene-ciloleucel': {
    ...common,
    manufacturingFailure: 0.03,
    bridging: 0.4,
    crs: [
      [0.4, 1],
      [0.35, 2],
      [0.06, 3],
      [0.02, 4],
    ],
    icans: [
      [0.17, 1],
      [0.14, 2],
      [0.18, 3],
      [0.06, 4],
    ],
    manufacturingDays: [12, 9, 20],
  },
};

/** The rates of a product; those of the first one for a product without its own. */
export function ratesOf(product: string): Rates {
  const [first] = Object.values(rates);
  const found = rates[product] ?? first;
  if (found === undefined) throw new RangeError('no rates are known');
  return found;
}
