import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sliceFor } from '#products/products.js';
import { scriptedStages, scriptOf } from '../../test-journeys/scripts.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { evolve } from '../journey/evolve.js';
import type { JourneyEvent } from '../journey/event.js';
import type { JourneyState } from '../journey/state.js';
import type { GateName } from '../journey/vocabulary.js';
import { protocol } from '../protocol.js';
import { plusMinutes } from '../time/instant.js';
import { factStateOf } from './fact-state.js';
import { retold } from './fold-told.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const gates: readonly GateName[] = protocol.flatMap(({ gate, inner }) => [...inner, gate]);

type Change = readonly [kind: 'corrected' | 'retracted' | 'repeated', index: number, by: number];

/** What becomes of a script when some of it is corrected, taken back, or told by somebody else as well. */
function told(
  script: readonly JourneyEvent[],
  changes: readonly Change[],
): readonly JourneyEvent[] {
  const more = changes.map(([kind, index, by], number): JourneyEvent => {
    const event = script[index % script.length]!;
    const other = script[by % script.length]!;
    const id = `${kind}-${number}-${event.id}`;
    const time = plusMinutes(event.time, number + 1);
    switch (kind) {
      case 'corrected': {
        const same = script.filter((one) => one.type === event.type);
        return { ...same[by % same.length]!, source: event.source, id, time, corrects: event.id };
      }
      case 'retracted':
        return {
          id,
          source: event.source,
          type: 'record.retracted',
          time,
          data: { retractedId: event.id, reason: 'entered-in-error' },
        };
      case 'repeated':
        return { ...event, id, source: other.source };
    }
  });
  return [...script, ...more];
}

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom('corrected' as const, 'retracted' as const, 'repeated' as const),
  fc.nat(50),
  fc.nat(50),
);

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** What must not depend on the order of arrival: facts, gates and holds but those that a wrong scan leaves behind. */
function standing(journey: ToldJourney) {
  const { state } = journey;
  return {
    ...factStateOf(state),
    batchNotices: state.batchNotices.toSorted(byText),
    observations: state.observations,
    remembered: state.remembered.toSorted(),
    holds: state.holds
      .filter(({ kind }) => kind !== 'identity-mismatch')
      .map(({ kind, about }) => [kind, about])
      .toSorted(byText),
    gates: gates.map((gate) =>
      journey
        .gate(gate)
        .requirements.filter(({ id }) => id !== 'no-hold')
        .map(({ id, met }) => [gate, id, met]),
    ),
  };
}

function inAnyOrder(events: readonly JourneyEvent[]): fc.Arbitrary<readonly JourneyEvent[]> {
  return fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });
}

const scenes = fc.array(change, { minLength: 1, maxLength: 6 });

describe('the same facts, corrected, taken back and told twice', () => {
  it.each(scriptedStages)('come to the same in any order, in %s', (stage) => {
    const begun = journeyIn(stage, rules).later(24);
    const script = scriptOf(begun).map((event) => ({ ...event, time: begun.now }));
    fc.assert(
      fc.property(
        scenes.chain((changes) => {
          const events = told(script, changes);
          return fc.tuple(fc.constant(events), inAnyOrder(events));
        }),
        ([events, shuffled]) => {
          const inOrder = standing(
            begun
              .fork()
              .later(24)
              .receive(...events),
          );
          expect(
            standing(
              begun
                .fork()
                .later(24)
                .receive(...shuffled),
            ),
          ).toEqual(inOrder);
        },
      ),
      { seed: 17, numRuns: 12 },
    );
  });

  it.each(scriptedStages)(
    'are the fold of the journal, and folded anew stay as they are, in %s',
    (stage) => {
      const begun = journeyIn(stage, rules).later(24);
      const script = scriptOf(begun);
      fc.assert(
        fc.property(
          scenes.chain((changes) => inAnyOrder(told(script, changes))),
          (events) => {
            const journey = begun
              .fork()
              .later(24)
              .receive(...events);
            const { state, records, digest } = journey;
            const folded = (
              JSON.parse(JSON.stringify(records)) as typeof records
            ).reduce<JourneyState | null>(
              (before, record) => evolve(before, record, digest.hash),
              null,
            );
            expect(folded).toEqual(JSON.parse(JSON.stringify(state)));
            expect(factStateOf(retold(state))).toEqual(factStateOf(state));
          },
        ),
        { seed: 18, numRuns: 4 },
      );
    },
  );
});
