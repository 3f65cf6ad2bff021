import type { JourneyState } from '../journey/state.js';

/** One thing that came of others: a bag of a donation, a batch of bags, a bag of a batch. */
export type Descent = {
  readonly kind: 'donation' | 'material-bag' | 'batch' | 'product-bag';
  readonly id: string;
  /** What it came of; empty for a donation, and for a batch of which nobody said. */
  readonly from: readonly string[];
};

/** Where everything came from, from the days of collection to the bags that are given: parents before children. */
export function genealogyOf({ donations, batches, batchInputs }: JourneyState): readonly Descent[] {
  return [
    ...donations.flatMap(({ donationId, bags }): readonly Descent[] => [
      { kind: 'donation', id: donationId, from: [] },
      ...bags.map(({ bagId }) => ({
        kind: 'material-bag' as const,
        id: bagId,
        from: [donationId],
      })),
    ]),
    ...batches.flatMap(({ batchId, release }): readonly Descent[] => [
      { kind: 'batch', id: batchId, from: batchInputs[batchId]?.bagIds ?? [] },
      ...(release?.bags ?? []).map(({ bagId }) => ({
        kind: 'product-bag' as const,
        id: bagId,
        from: [batchId],
      })),
    ]),
  ];
}
