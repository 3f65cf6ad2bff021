import { sliceFor } from '#products/products.js';
import { type Random, randomOf } from '../../apps/partner-simulator/src/story/random.js';
import { productSteps, type Step } from '../../libs/domain/test-journeys/product-steps.js';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import type { ToldJourney } from '../../libs/domain/test-journeys/told-journey.js';
import { missingGround } from './ground.js';

/** What a number of sequences showed. */
export type Shown = {
  readonly sequences: number;
  readonly seed: number;
  /** Of all sequences together. */
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

/** The longest sequence that is played on. */
const longest = 12;

/** How many played sequences are kept to be played on. */
const kept = 2_000;

const stages = ['inbound-shipment', 'lymphodepletion', 'infusion'] as const;

/** A sequence that was played: where it led, and how it came there. */
type Played = {
  readonly journey: ToldJourney;
  readonly steps: readonly string[];
  readonly wasPermitted: boolean;
};

/**
 * Plays sequences of commands, each one step longer than one that was played before: what was played once is not played
 * again. The same seed plays the same.
 */
export function playSequences(sequences: number, seed: number): Shown {
  const random = randomOf(seed, 'sequences');
  const begun = stages.map((stage): Played => ({
    journey: journeyIn(stage, rules),
    steps: [stage],
    wasPermitted: false,
  }));
  const known: Played[] = [...begun];
  let steps = 0;
  let permitted = 0;
  for (let count = 1; count <= sequences; count += 1) {
    const from = known[Math.floor(random.next() * known.length)] ?? begun[0];
    const choice = random.chance(1 / 3) ? onwards : productSteps;
    const step = choice[Math.floor(random.next() * choice.length)];
    if (from === undefined || step === undefined) break;
    const played = playedOn(from, step);
    steps += played.steps.length - 1;
    if (played.wasPermitted) permitted += 1;
    const faults = missingGround(played.journey);
    if (faults.length > 0) {
      const counterexample = { steps: played.steps, faults };
      return { sequences: count, seed, steps, permitted, counterexample };
    }
    if (isToBePlayedOn(played)) keep(known, played, random);
  }
  return { sequences, seed, steps, permitted, counterexample: null };
}

function playedOn({ journey: before, steps, wasPermitted }: Played, [name, take]: Step): Played {
  const journey = before.fork().later(1);
  take(journey);
  const isPermitted = journey.state.authorizations.some(
    ({ kind }) => kind === 'infusion.authorized',
  );
  return { journey, steps: [...steps, name], wasPermitted: wasPermitted || isPermitted };
}

/** A patient who is infused, or whose journey is over, gets no permission any more. */
function isToBePlayedOn({ journey, steps }: Played): boolean {
  return steps.length <= longest && stages.some((stage) => stage === journey.state.stage);
}

/** Keeps a sequence beside the others or instead of one of them; those that begin are always kept. */
function keep(known: Played[], played: Played, random: Random): void {
  if (known.length < kept) known.push(played);
  else known[random.whole(stages.length, kept - 1)] = played;
}
