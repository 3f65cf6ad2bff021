import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { calendarFor } from '../../test-journeys/calendar-for.js';
import { enrolledAt } from '../../test-journeys/northgate.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays, plusHours } from '../time/instant.js';
import { dayZeroToResolve } from './day-zero.js';
import { firstInfusionAt } from './state.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const begun = (journey: ToldJourney, time: string): ToldJourney => {
  const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
  return journey.tell('infusion.started', bag, { time });
};

const resolved = (journey: ToldJourney): ToldJourney => {
  const anchor = dayZeroToResolve(journey.state) ?? '';
  return journey.command({
    kind: 'calendar-resolved',
    resolved: calendarFor(journey.state.rules, anchor),
  });
};

describe('day 0', () => {
  it('is the day of the first infusion, to be resolved once', () => {
    const journey = journeyIn('infusion', rules).ask('infusion.authorized').later(1);
    expect(dayZeroToResolve(journey.state)).toBeUndefined();
    begun(journey, journey.now);
    expect(dayZeroToResolve(journey.state)).toBe(journey.now);
    resolved(journey);
    expect(dayZeroToResolve(journey.state)).toBeUndefined();
    const count = journey.records.length;
    const again = calendarFor(journey.state.rules, journey.now);
    journey.command({ kind: 'calendar-resolved', resolved: again });
    expect(journey.records).toHaveLength(count);
  });

  it('is resolved again when the infusion began on an earlier day, and what is done stays done', () => {
    const journey = journeyIn('follow-up', rules);
    const [visit] = journey.state.visits;
    journey.tell('follow-up.completed', { visit: visit?.name ?? '', alive: true });
    const first = firstInfusionAt(journey.state) ?? '';
    begun(journey, plusDays(first, -1));
    expect(dayZeroToResolve(journey.state)).toBe(plusDays(first, -1));
    resolved(journey);
    expect(journey.state.calendar?.dayZero).toBe(plusDays(first, -1).slice(0, 10));
    expect(journey.state.visits[0]).toMatchObject({
      dueAt: plusDays(visit?.dueAt ?? '', -1),
      completed: { source: 'urn:v2v:site:northgate' },
    });
    expect(journey.state.windows.map((window) => window.state)).not.toContain('planned');
    expect(dayZeroToResolve(journey.state)).toBeUndefined();
  });

  it.each([
    ['before the enrolment', plusDays(enrolledAt, -400)],
    ['in the future', plusDays(enrolledAt, 4000)],
  ])('is the arrival of an infusion that a wrong clock dates %s', (_, time) => {
    const journey = begun(journeyIn('infusion', rules).later(1), time);
    expect(
      journey.records.find((one) => one.type === 'infusion.started')?.data.fact?.flags,
    ).toEqual(['clock-suspect']);
    expect(dayZeroToResolve(journey.state)).toBe(journey.now);
  });

  it('is the arrival of what another patient was scanned for, by a wrong clock', () => {
    const journey = journeyIn('infusion', rules).later(1);
    const bag = { coi: 'J9', batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.tell('infusion.started', bag, { time: plusHours(journey.now, 30) });
    expect(dayZeroToResolve(journey.state)).toBe(journey.now);
  });

  it('is not moved by results from before the enrolment', () => {
    const journey = journeyIn('eligibility', rules).tell('screening.resulted', {
      test: 'hbv',
      qualitative: 'negative',
      collectedAt: plusDays(enrolledAt, -3),
    });
    expect(journey.records.at(-1)?.data.fact?.flags).toBeUndefined();
  });
});
