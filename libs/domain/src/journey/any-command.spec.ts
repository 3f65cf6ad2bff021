import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sliceFor } from '#products/products.js';
import { partners } from '../../test-journeys/northgate.js';
import { scriptedStages, scriptOf } from '../../test-journeys/scripts.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { decisionTable, type DecisionType } from '../decisions/decision-table.js';
import { gatesOf } from '../protocol.js';
import { requests, type RequestType } from '../requests/requests.js';
import { plusDays, plusHours, toInstant } from '../time/instant.js';
import { factStateOf } from '../told/fact-state.js';
import { retold } from '../told/fold-told.js';
import { evolve } from './evolve.js';
import type { JourneyEvent } from './event.js';
import type { JourneyState } from './state.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const sources = Object.values(partners).map(({ source }) => source);
const everything = scriptedStages.flatMap((stage) => scriptOf(journeyIn(stage, rules)));
const decisions = Object.keys(decisionTable) as readonly DecisionType[];

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!;
}

/** Two numbers choose what is meant, e.g. which event is corrected and by which content. */
type Take = (journey: ToldJourney, a: number, b: number) => unknown;

function eventsOf(journey: ToldJourney): readonly JourneyEvent[] {
  return journey.records.flatMap(({ type, data: { fact } }) =>
    fact === undefined ? [] : [{ ...fact, type }],
  );
}

function again(journey: ToldJourney, event: JourneyEvent, changes: Partial<JourneyEvent>) {
  const id = `${event.id}-${journey.records.length}`;
  return journey.receive({ ...event, id, time: journey.now, ...changes });
}

function dataFor(journey: ToldJourney, a: number, b: number): Readonly<Record<string, unknown>> {
  const { state } = journey;
  const known = eventsOf(journey);
  const event = known.length === 0 ? undefined : pick(known, b);
  const review = state.reviews.length === 0 ? undefined : pick(state.reviews, a);
  const kinds = ['manual', 'deviation', 'recall', 'identity-mismatch-collateral'];
  return {
    kind: state.holds[a % Math.max(1, state.holds.length)]?.kind ?? pick(kinds, b),
    reason: 'r',
    reviewId: review?.reviewId ?? 'none',
    finding: review?.reviewId.split('/').at(a % 2 === 0 ? -1 : 0) ?? 'none',
    source: event?.source ?? 'none',
    eventId: event?.id ?? 'none',
    shipmentId: pick(['S1', 'IN-B1'], a),
    disposition: pick(['acceptable', 'rejected'], b),
    batchId: 'B1',
    bagId: 'P1',
    scannedCoi: state.journeyId,
    doseNumber: 1,
    regimen: 'r',
    modality: 'steroid',
    outcome: 'other-therapy',
    scope: 'treatment',
    until: plusDays(journey.now, 2),
    alertId: state.alerts[0]?.alertId ?? 'none',
    requestId: state.authorizations[0]?.requestId ?? 'none',
  };
}

const takes: Readonly<Record<string, Take>> = {
  goesOn: (journey) => leave(journey),
  told: (journey, a) => again(journey, pick(everything, a), {}),
  toldBySomebodyElse: (journey, a, b) => {
    const known = eventsOf(journey);
    if (known.length > 0) again(journey, pick(known, a), { source: pick(sources, b) });
  },
  corrected: (journey, a, b) => {
    const known = eventsOf(journey);
    if (known.length === 0) return;
    const event = pick(known, a);
    const alike = everything.filter((one) => one.type === event.type);
    const { data } = alike.length === 0 ? event : pick(alike, b);
    again(journey, event, { data, corrects: event.id });
  },
  retracted: (journey, a) => {
    const known = eventsOf(journey);
    if (known.length === 0) return;
    const event = pick(known, a);
    const data = { retractedId: event.id, reason: 'entered-in-error' };
    again(journey, event, { type: 'record.retracted', data });
  },
  correctedTooEarly: (journey, a) => again(journey, pick(everything, a), { corrects: `e${a}` }),
  decided: (journey, a, b) => journey.decide(pick(decisions, a), dataFor(journey, a, b)),
  reviewed: (journey, a, b) => journey.decide('answer-review', dataFor(journey, a, b)),
  takenBack: (journey, a, b) => journey.decide('retract-record', dataFor(journey, a, b)),
  freed: (journey, a, b) => journey.decide('lift-hold', dataFor(journey, a, b)),
  openedAgain: (journey) => journey.decide('reopen-journey', { reason: 'r' }),
  asked: (journey, a) => journey.ask(pick(Object.keys(requests) as readonly RequestType[], a)),
  gatesTried: (journey) => {
    for (const gate of gatesOf(journey.state.stage)) journey.pass(gate);
  },
  claimedByOthers: (journey, a) =>
    journey.command({ kind: 'claims-answered', foreign: [{ system: 'bag', value: `P${a}` }] }),
  namedElsewhere: (journey, a) =>
    journey.command({ kind: 'named-elsewhere', system: 'bag', value: `P${a % 2}`, eventId: 'x' }),
  waited: (journey, a) => journey.waitUntil(plusHours(journey.now, 1 + (a % 72))),
};

const step = fc.tuple(fc.constantFrom(...Object.keys(takes)), fc.nat(200), fc.nat(200));

function played(begun: ToldJourney, steps: readonly (readonly [string, number, number])[]) {
  const journey = begun.fork();
  for (const [name, a, b] of steps) takes[name]?.(journey.later(0.5), a, b);
  return journey;
}

function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const stages = [
  'referral',
  'leukapheresis',
  'manufacturing',
  'inbound-shipment',
  'lymphodepletion',
  'infusion',
  'monitoring',
] as const;

describe('whatever is told, corrected, decided and waited for', () => {
  const scenes = fc.tuple(
    fc.constantFrom(...stages),
    fc.array(step, { minLength: 4, maxLength: 25 }),
  );

  it('the state is the fold of the journal, its facts the fold of what was told, and nothing throws', () => {
    fc.assert(
      fc.property(scenes, ([stage, steps]) => {
        const { state, records, digest } = played(journeyIn(stage, rules), steps);
        const folded = asJson(records).reduce<JourneyState | null>(
          (before, record) => evolve(before, record, digest.hash),
          null,
        );
        expect(folded).toEqual(asJson(state));
        expect(factStateOf(retold(state))).toEqual(factStateOf(state));
      }),
      { seed: 61, numRuns: 25 },
    );
  });

  it('every gate stays as it is until it says that it changes', () => {
    fc.assert(
      fc.property(
        scenes,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        ([stage, steps], share) => {
          const journey = played(journeyIn(stage, rules), steps);
          const { now } = journey;
          for (const gate of gatesOf(journey.state.stage)) {
            const { changesAt, requirements } = journey.at(now).gate(gate);
            if (changesAt === undefined) continue;
            const from = Date.parse(now);
            const between = toInstant(from + (Date.parse(changesAt) - from) * share);
            const met = journey
              .at(between)
              .gate(gate)
              .requirements.map((one) => [one.id, one.met]);
            expect(met).toEqual(requirements.map((one) => [one.id, one.met]));
          }
        },
      ),
      { seed: 62, numRuns: 15 },
    );
  });
});
