import fc from 'fast-check';
import { sliceFor } from '#products/products.js';
import { productSteps } from '../../libs/domain/test-journeys/product-steps.js';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import { missingGround } from './ground.js';

/** What a number of sequences showed. */
export type Shown = {
  readonly sequences: number;
  readonly seed: number;
  readonly steps: number;
  /** How many sequences had a permission to infuse at some time: the others show nothing. */
  readonly permitted: number;
  /** The first sequence that permitted without ground, by the names of its steps; null when none did. */
  readonly counterexample: {
    readonly steps: readonly string[];
    readonly faults: readonly string[];
  } | null;
};

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const onwards = productSteps.filter(([name]) =>
  ['goes on', 'partners are asked', 'gates are tried'].includes(name),
);

const anyStep = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...productSteps) },
  { weight: 1, arbitrary: fc.constantFrom(...onwards) },
);

const anySequence = fc.tuple(
  fc.constantFrom('inbound-shipment' as const, 'lymphodepletion' as const, 'infusion' as const),
  fc.array(anyStep, { minLength: 1, maxLength: 9 }),
);

/** Plays sequences of commands; the same seed plays the same. */
export function playSequences(sequences: number, seed: number): Shown {
  let steps = 0;
  let permitted = 0;
  let faults: readonly string[] = [];
  const holds = fc.property(anySequence, ([stage, sequence]) => {
    const journey = journeyIn(stage, rules);
    let wasPermitted = false;
    for (const [, take] of sequence) {
      if (journey.state.stage === 'closed') break;
      take(journey.later(1));
      steps += 1;
      wasPermitted ||= journey.state.authorizations.some(
        ({ kind }) => kind === 'infusion.authorized',
      );
      faults = missingGround(journey);
      if (faults.length > 0) return false;
    }
    if (wasPermitted) permitted += 1;
    return true;
  });
  const { failed, counterexample } = fc.check(holds, { numRuns: sequences, seed });
  const found = counterexample?.[0]?.[1].map(([name]) => name) ?? [];
  return {
    sequences,
    seed,
    steps,
    permitted,
    counterexample: failed ? { steps: found, faults } : null,
  };
}
