import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellWell } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const monitored = () => tellWell(journeyIn('monitoring', rules).later(1));

const oxygenOf: Readonly<Record<number, Record<string, unknown>>> = {
  1: { device: 'none' },
  2: { device: 'nasal-cannula', litresPerMinute: 2 },
  3: { device: 'high-flow' },
};

const withCrs = (journey: ToldJourney, grade: 0 | 1 | 2 | 3): ToldJourney =>
  grade === 0
    ? tellWell(journey.later(2))
    : journey.later(2).tell('vitals.recorded', {
        celsius: 39.2,
        spo2Percent: 94,
        oxygen: oxygenOf[grade],
        vasopressors: [],
        hypotension: false,
        measuredAt: journey.now,
      });

const confirm = (journey: ToldJourney, grade: number, agrees = true) =>
  journey.decide('confirm-toxicity-grade', { kind: 'crs', grade, scale: 'astct', agrees });

const escalations = (journey: ToldJourney) =>
  journey.recordsOf('toxicity.escalated').map((one) => one.data.detail?.['grade']);

describe('the course of a toxicity', () => {
  it('begins with the infusion: a fever before it is none', () => {
    const journey = journeyIn('lymphodepletion', rules).tell('vitals.recorded', {
      celsius: 39.5,
      measuredAt: journeyIn('lymphodepletion', rules).now,
    });
    expect(journey.state.toxicity.crs).toBeNull();
    expect(monitored().state.toxicity.crs).toMatchObject({ grade: 0, status: 'proposed' });
  });

  it('escalates when it rises, and only then', () => {
    const journey = withCrs(withCrs(withCrs(withCrs(monitored(), 1), 1), 2), 1);
    expect(escalations(journey)).toEqual([1, 2]);
    const raised = journey
      .recordsOf('alert.raised')
      .filter((one) => one.data.detail?.['kind'] === 'toxicity-crs');
    expect(raised).toHaveLength(2);
    expect(journey.state.alerts.filter((one) => one.kind === 'toxicity-crs')).toHaveLength(1);
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 2, status: 'proposed', peak: 2 });
  });

  it('is lowered by a clinician alone', () => {
    const journey = withCrs(withCrs(monitored(), 2), 0);
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 2, proposal: { grade: 0 } });
    expect(confirm(journey, 0, false).outcome).toBe('accepted');
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 0, status: 'confirmed', peak: 2 });
    expect(journey.recordsOf('toxicity.resolved')).toHaveLength(1);
  });

  it('says in each of its records the grade, by which scale, and what is not known', () => {
    const journey = monitored().later(72);
    journey.tell('vitals.recorded', { celsius: 39.2, measuredAt: journey.now });
    confirm(journey, 0, false);
    const missingInputs = journey.state.toxicity.crs?.proposal.missingInputs;
    expect(missingInputs?.length).toBeGreaterThan(0);
    const said = { kind: 'crs', scale: 'astct', missingInputs };
    const detailOf = (type: string) =>
      journey
        .recordsOf(type)
        .map((record) => record.data.detail)
        .findLast((detail) => detail?.['kind'] === 'crs');
    expect(detailOf('toxicity.proposed')).toMatchObject({ ...said, grade: 1, atLeast: true });
    expect(detailOf('toxicity.escalated')).toEqual({ ...said, grade: 1, atLeast: true });
    expect(detailOf('toxicity.confirmed')).toEqual({
      ...said,
      grade: 0,
      atLeast: false,
      agrees: false,
    });
    expect(detailOf('toxicity.resolved')).toEqual({ ...said, grade: 0, atLeast: false });
  });

  it('shows a later higher proposal beside the confirmed grade and escalates it', () => {
    const journey = withCrs(monitored(), 1);
    confirm(journey, 1);
    withCrs(journey, 3);
    expect(journey.state.toxicity.crs).toMatchObject({
      grade: 3,
      status: 'proposed',
      confirmedGrade: 1,
    });
    expect(escalations(journey)).toEqual([1, 3]);
  });

  it('does not ask again about what a clinician called less', () => {
    const journey = withCrs(monitored(), 2);
    confirm(journey, 1, false);
    withCrs(withCrs(journey, 2), 2);
    // An axis runs out of date: the proposal is written anew, and no higher.
    journey.later(11).tell('vitals.recorded', { celsius: 39, measuredAt: journey.now });
    expect(escalations(journey)).toEqual([2]);
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 1, status: 'confirmed' });
  });

  it('asks again when what was answered had gone and comes back', () => {
    const journey = withCrs(monitored(), 2);
    confirm(journey, 0, false);
    withCrs(withCrs(journey, 0), 2);
    expect(escalations(journey)).toEqual([2, 2]);
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 2, status: 'proposed' });
  });

  it.each([
    ['a scale that is not the one used', { scale: 'lee' }, 'scale-differs'],
    ['a grade there is not', { grade: 6 }, 'grade-unknown'],
    ['half a grade', { grade: 1.5 }, 'grade-unknown'],
  ])('refuses %s', (_, changes, code) => {
    const journey = withCrs(monitored(), 1);
    const data = { kind: 'crs', grade: 1, scale: 'astct', agrees: true, ...changes };
    expect(journey.decide('confirm-toxicity-grade', data)).toMatchObject({ code });
  });

  it('has nothing to confirm before anything was assessed', () => {
    expect(confirm(journeyIn('monitoring', rules), 1)).toMatchObject({ code: 'nothing-proposed' });
  });

  it('conflicts with a confirmation of a grade that has risen since it was seen', () => {
    const journey = withCrs(monitored(), 1);
    const seen = confirm(journey.fork(), 1, true);
    expect(seen.outcome).toBe('accepted');
    const stale = journey.fork();
    const decided = stale.decide(
      'confirm-toxicity-grade',
      { kind: 'crs', grade: 1, scale: 'astct', agrees: true },
      { basis: 'what somebody saw before' },
    );
    expect(decided).toMatchObject({ outcome: 'conflict', code: 'basis-changed' });
  });

  it('keeps monitoring from being closed until a clinician has answered', () => {
    const journey = withCrs(monitored(), 1);
    const last = journey.state.windows
      .map((window) => window.until)
      .toSorted()
      .at(-1)!;
    journey.waitUntil(last);
    tellWell(journey);
    expect(journey.decide('close-monitoring')).toMatchObject({
      outcome: 'refused',
      unmet: [{ id: 'toxicity-crs' }],
    });
    confirm(journey, 0, false);
    expect(journey.decide('close-monitoring').outcome).toBe('accepted');
  });

  it('is seen in any stage', () => {
    const journey = withCrs(journeyIn('follow-up', rules), 2);
    expect(escalations(journey)).toContain(2);
  });
});
