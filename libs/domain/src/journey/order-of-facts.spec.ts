import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sliceFor } from '#products/products.js';
import { scriptedStages, scriptOf } from '../../test-journeys/scripts.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import type { JourneyEvent } from './event.js';
import type { JourneyState } from './state.js';
import type { GateName } from './vocabulary.js';
import { protocol } from '../protocol.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const gates: readonly GateName[] = protocol.flatMap(({ gate, inner }) => [...inner, gate]);

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** What must not depend on the order of arrival: facts, gates, holds. Alarms, reviews and the journal may. */
function standing(journey: ToldJourney) {
  const { state, now } = journey;
  const facts: Partial<Record<keyof JourneyState, unknown>> = { ...state };
  for (const bookkeeping of [
    'sequence',
    'lastHash',
    'lastTime',
    'alerts',
    'reviews',
    'requests',
    'receipts',
    'toxicity',
    'told',
  ] as const) {
    delete facts[bookkeeping];
  }
  return {
    ...facts,
    remembered: state.remembered.toSorted(),
    parked: state.parked.map(({ event, needs }) => [event.id, needs]).toSorted(byText),
    holds: state.holds.map(({ placedBy: _record, ...hold }) => hold).toSorted(byText),
    gates: gates.map((gate) => [
      gate,
      journey
        .at(now)
        .gate(gate)
        .requirements.map(({ id, met }) => [id, met]),
    ]),
  };
}

/** A script of which everything was sent once, some of it again, in any order. */
function arrivals(script: readonly JourneyEvent[]): fc.Arbitrary<readonly JourneyEvent[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...script], { minLength: script.length, maxLength: script.length }),
      fc.array(fc.constantFrom(...script), { maxLength: 5 }),
      fc.nat(),
    )
    .map(([once, again, at]) => {
      const position = at % (once.length + 1);
      return [...once.slice(0, position), ...again, ...once.slice(position)];
    });
}

describe('the same facts', () => {
  it.each(scriptedStages)('in any order and repeated, in %s, come to the same', (stage) => {
    const journey = journeyIn(stage, rules);
    const script = scriptOf(journey);
    const inOrder = standing(
      journey
        .fork()
        .later(24)
        .receive(...script),
    );
    fc.assert(
      fc.property(arrivals(script), (events) => {
        expect(
          standing(
            journey
              .fork()
              .later(24)
              .receive(...events),
          ),
        ).toEqual(inOrder);
      }),
      { seed: 8, numRuns: 30 },
    );
  });

  it.each(['P1', 'P2'])(
    'of the product labelled %s hold the journey or not in every order',
    (bagId) => {
      const journey = journeyIn('manufacturing', rules);
      const inbound = journeyIn('inbound-shipment', rules);
      const script = scriptOf(inbound, bagId).map((event) => ({ ...event, time: journey.now }));
      fc.assert(
        fc.property(arrivals(script), (events) => {
          const { state } = journey.fork().receive(...events);
          const held = state.holds.map(({ kind, about }) => `${kind} ${about ?? ''}`);
          const acts = ['infusion', 'receipt', 'thawed'];
          expect(held.toSorted()).toEqual(
            bagId === 'P1' ? [] : acts.map((act) => `identity-mismatch ${act}/B1/P2`),
          );
          expect(state.parked).toEqual([]);
        }),
        { seed: 3, numRuns: 60 },
      );
    },
  );
});
