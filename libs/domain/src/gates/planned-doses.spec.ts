import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { calendarFor } from '../../test-journeys/calendar-for.js';
import { tellWell, verifyIdentity } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays } from '../time/instant.js';
import { bagsToGive } from './bags-to-give.js';
import { nextDose, plannedDoses } from './planned-doses.js';

const split = sliceFor({
  product: 'obecabtagene-autoleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const inParts = sliceFor({
  product: 'lisocabtagene-maraleucel',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const productBags = [
  { bagId: 'RED', carPositiveViableCells: 3e8 },
  { bagId: 'ORANGE', carPositiveViableCells: 1e8 },
  { bagId: 'BLUE', carPositiveViableCells: 1e7 },
];

const begun = () => journeyIn('infusion', split, { productBags });

function give(journey: ToldJourney, bagId: string, doseNumber: number): ToldJourney {
  const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId };
  journey
    .tell('product.thawed', { ...bag, thawedAt: journey.now })
    .later(0.1)
    .tell('infusion.started', { ...bag, doseNumber })
    .later(0.1)
    .tell('infusion.completed', { ...bag, doseNumber });
  const [first] = journey.state.infusions.flatMap((one) => one.startedAt ?? []);
  return journey.state.calendar !== null || first === undefined
    ? journey
    : journey.command({
        kind: 'calendar-resolved',
        resolved: calendarFor(journey.state.rules, first),
      });
}

/** The first dose is given, and nine days later everything for the next one is there but its permission. */
function atSecondDose(journey: ToldJourney = begun()): ToldJourney {
  give(journey.ask('infusion.authorized').later(1), 'ORANGE', 1);
  tellWell(journey.later(6));
  journey.at(plusDays(journey.state.calendar!.dayZeroStartsAt, 9.5));
  tellWell(journey).tell('screening.resulted', {
    test: 'active-infection',
    qualitative: 'negative',
    collectedAt: journey.now,
  });
  return journey;
}

const withCrs = (journey: ToldJourney, device: string) =>
  journey.tell('vitals.recorded', {
    celsius: 39,
    spo2Percent: 94,
    oxygen: { device },
    vasopressors: [],
    hypotension: false,
    measuredAt: journey.now,
  });

describe('a product that is given in two doses', () => {
  it('takes for each dose the bags that the plan names by their cells', () => {
    expect(plannedDoses(begun().state)).toEqual([
      { number: 1, bagIds: ['ORANGE'] },
      { number: 2, bagIds: ['BLUE', 'RED'] },
    ]);
    expect(bagsToGive(begun().state)).toEqual(['ORANGE']);
  });

  it('waits with its first dose until the plan can be chosen', () => {
    const journey = journeyIn('inbound-shipment', split, { productBags });
    expect(plannedDoses(journey.state)).toBeNull();
    expect(journey.unmet('infusion.may-start')).toContain('dose-planned');
  });

  it('permits the first dose alone: the next one is decided anew', () => {
    const journey = atSecondDose();
    expect(nextDose(journey.state)?.number).toBe(2);
    expect(journey.unmet('next-dose.may-start')).toEqual([
      'identity-verified-by-two',
      'infusion-authorized',
    ]);
    expect(journey.gate('infusion.complete').isOpen).toBe(false);
    const before = journey.records.length;
    journey.ask('infusion.authorized');
    expect(journey.typesSince(before)).not.toContain('request.sent');
  });

  it('is authorised for the dose that comes next and no other', () => {
    const journey = verifyIdentity(atSecondDose());
    expect(journey.decide('authorize-infusion', { doseNumber: 1 })).toMatchObject({
      code: 'dose-number',
    });
    expect(journey.decide('authorize-infusion', { doseNumber: 2 }).outcome).toBe('accepted');
    journey.ask('infusion.authorized');
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail).toMatchObject({
      type: 'infusion.authorized',
      data: { doseNumber: 2, bagIds: ['BLUE', 'RED'] },
    });
    give(give(journey.later(1), 'BLUE', 2), 'RED', 2);
    expect(journey.gate('infusion.complete').isOpen).toBe(true);
    expect(journey.state.reviews).toEqual([]);
  });

  it('asks people how a dose flowed for which only the one before was permitted', () => {
    const journey = give(atSecondDose(), 'BLUE', 2);
    expect(journey.state.reviews.map(({ reviewId }) => reviewId)).toContain(
      'infusion-without-authorization/B1/BLUE',
    );
  });

  it('waits for its day, from two days before to two days after', () => {
    const journey = atSecondDose();
    const zero = journey.state.calendar!.dayZeroStartsAt;
    const day = (at: number) =>
      journey.fork().at(plusDays(zero, at)).requirement('next-dose.may-start', 'dose-day');
    expect(day(6.9).met).toBe(false);
    expect(day(7).met).toBe(true);
  });

  it('is postponed by CRS of grade 2 until it is grade 1, and to day 21 at most', () => {
    const journey = withCrs(atSecondDose(), 'nasal-cannula');
    expect(journey.unmet('next-dose.may-start')).toContain('toxicity-allows-dose');
    journey.decide('confirm-toxicity-grade', {
      kind: 'crs',
      grade: 1,
      scale: 'astct',
      agrees: false,
    });
    expect(journey.unmet('next-dose.may-start')).not.toContain('toxicity-allows-dose');
    journey.at(plusDays(journey.state.calendar!.dayZeroStartsAt, 21));
    expect(journey.gate('next-dose.may-start').isOpen).toBe(true);
    expect(journey.gate('infusion.complete').isOpen).toBe(true);
  });

  it('ends with its first dose when CRS reaches grade 3', () => {
    const journey = withCrs(atSecondDose(), 'high-flow');
    expect(journey.gate('infusion.complete').isOpen).toBe(true);
    expect(journey.decide('authorize-infusion', { doseNumber: 2 }).outcome).toBe('refused');
  });

  it('takes a permission for the next dose back when its ground falls, and stays in the infusion', () => {
    const journey = verifyIdentity(atSecondDose());
    journey.decide('authorize-infusion', { doseNumber: 2 });
    journey.ask('infusion.authorized');
    withCrs(journey.later(1), 'high-flow');
    expect(journey.state.stage).toBe('infusion');
    expect(journey.recordsOf('request.withdrawn')).toHaveLength(1);
  });

  it('watches the patient between the doses', () => {
    const journey = begun();
    give(journey.ask('infusion.authorized').later(1), 'ORANGE', 1);
    journey.later(2).ask('assessment.due');
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail?.['type']).toBe('assessment.due');
  });
});

describe('a product of two components', () => {
  const bags = [
    { bagId: 'FOUR', carPositiveViableCells: 5e7, component: 'cd4' },
    { bagId: 'EIGHT', carPositiveViableCells: 5e7, component: 'cd8' },
  ];
  const permitted = () =>
    journeyIn('infusion', inParts, { productBags: bags }).ask('infusion.authorized').later(1);

  it('is permitted in the order of its components', () => {
    expect(bagsToGive(permitted().state)).toEqual(['EIGHT', 'FOUR']);
  });

  it('has people look at it when the second flowed first, and nothing is stopped', () => {
    const journey = give(give(permitted(), 'FOUR', 1), 'EIGHT', 1);
    expect(journey.state.reviews.map(({ reviewId }) => reviewId)).toEqual(['bag-out-of-turn/FOUR']);
    expect(journey.gate('infusion.complete').isOpen).toBe(true);
    const inOrder = give(give(permitted(), 'EIGHT', 1), 'FOUR', 1);
    expect(inOrder.state.reviews).toEqual([]);
  });
});

describe('a bag that breaks when it is to be given', () => {
  it('completes the dose with the others and asks people to look', () => {
    const journey = journeyIn('infusion', inParts, {
      productBags: [
        { bagId: 'E1', carPositiveViableCells: 2.5e7, component: 'cd8' },
        { bagId: 'E2', carPositiveViableCells: 2.5e7, component: 'cd8' },
        { bagId: 'F1', carPositiveViableCells: 5e7, component: 'cd4' },
      ],
    })
      .ask('infusion.authorized')
      .later(1);
    journey.tell('bag.damaged', { bagId: 'E1', reason: 'leak' });
    give(give(journey, 'E2', 1), 'F1', 1);
    expect(journey.gate('infusion.complete').isOpen).toBe(true);
    expect(journey.state.reviews.map(({ reviewId }) => reviewId)).toEqual(['bag-damaged/E1']);
  });
});
