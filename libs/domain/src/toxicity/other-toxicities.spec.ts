import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellWell } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays } from '../time/instant.js';
import { statusOf } from '../status/journey-status.js';
import { toxicityCourseOf, toxicityRecordTypes } from './course-over-time.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const result = (journey: ToldJourney, test: string, value: number, unit: string) =>
  journey.tell(
    'laboratory.resulted',
    { test, value, unit, collectedAt: journey.now, reportedAt: journey.now },
    { by: 'laboratory' },
  );

const found = (journey: ToldJourney, test: string, qualitative: string) =>
  journey.tell(
    'laboratory.resulted',
    { test, qualitative, collectedAt: journey.now, reportedAt: journey.now },
    { by: 'laboratory' },
  );

const monitored = () => tellWell(journeyIn('monitoring', rules).later(1));

/** Ferritin before the infusion, and a patient who is monitored after it. */
const withBaseline = () => {
  const before = result(journeyIn('lymphodepletion', rules), 'ferritin', 400, 'ug/L');
  const journey = journeyIn('monitoring', rules).later(1);
  const baseline = before.records.at(-1)!.data.fact!;
  return journey.receive({ ...baseline, type: 'laboratory.resulted', id: 'baseline' });
};

const confirm = (journey: ToldJourney, kind: string, grade: number, scale: string) =>
  journey.decide('confirm-toxicity-grade', { kind, grade, scale, agrees: true });

const statusOfNow = (journey: ToldJourney) => statusOf(journey.state, journey.now, journey.digest);

describe('hyperinflammation', () => {
  it('is proposed when ferritin doubled and fibrinogen is low; what else counts is named', () => {
    const journey = withBaseline().later(24 * 12);
    result(journey, 'ferritin', 4_000, 'ng/mL');
    expect(journey.state.toxicity['iec-hs']).toMatchObject({ grade: 0 });
    expect(journey.state.toxicity['iec-hs']?.proposal).toMatchObject({
      atLeast: true,
      missingInputs: ['fibrinogen', 'transaminases-of-limit', 'haemophagocytosis'],
    });
    result(journey, 'fibrinogen', 1.2, 'g/L');
    expect(journey.state.toxicity['iec-hs']).toMatchObject({ grade: 1, status: 'proposed' });
    expect(journey.state.alerts).toContainEqual(
      expect.objectContaining({ kind: 'toxicity-iec-hs', severity: 'immediate' }),
    );
  });

  it('is not found where ferritin has not doubled, however low fibrinogen is', () => {
    const journey = withBaseline().later(24 * 12);
    result(result(journey, 'ferritin', 790, 'ug/L'), 'fibrinogen', 90, 'mg/dL');
    expect(journey.state.toxicity['iec-hs']).toMatchObject({ grade: 0 });
  });

  it('counts a new cytopenia as well', () => {
    const journey = withBaseline().later(24);
    result(journey, 'platelets', 120, '10*9/L').later(24 * 9);
    result(result(journey, 'ferritin', 900, 'ug/L'), 'platelets', 30, '10*9/L');
    expect(journey.state.toxicity['iec-hs']).toMatchObject({ grade: 1 });
  });
});

describe('infection', () => {
  it('found by a culture is at least grade 1 and pages; a clinician says how grave it is', () => {
    const journey = found(monitored().later(10), 'culture', 'positive');
    expect(journey.state.toxicity.infection).toMatchObject({ grade: 1, status: 'proposed' });
    expect(journey.state.toxicity.infection?.proposal.missingInputs).toEqual([
      'clinical-assessment',
    ]);
    expect(confirm(journey, 'infection', 3, 'ctcae').outcome).toBe('accepted');
    expect(journey.state.toxicity.infection).toMatchObject({ grade: 3, status: 'confirmed' });
  });

  it('is to be assessed at once with every fever, with the neutrophils beside it and their age', () => {
    const journey = result(monitored().later(2), 'anc', 0.2, '10*9/L').later(5);
    journey.tell('vitals.recorded', { celsius: 38.4, measuredAt: journey.now });
    const { crs } = statusOfNow(journey).toxicity;
    expect(crs).toMatchObject({
      grade: 1,
      fever: {
        text: 'Assess infection now: a grade of CRS does not exclude sepsis',
        neutrophils: { perMicrolitre: 200, ageHours: 5 },
      },
    });
  });

  it('is to be assessed with a fever although neutrophils were never counted', () => {
    const journey = monitored().later(5);
    journey.tell('checkin.completed', { celsius: 38.1, wellbeing: 'unwell' });
    expect(statusOfNow(journey).toxicity.crs).toMatchObject({
      grade: 1,
      fever: { neutrophils: null },
    });
  });
});

describe('what clinics report with a grade', () => {
  it("is a proposal in the reporter's own scale, and of several at once each has its course", () => {
    const journey = monitored().later(3);
    journey
      .tell('infusion.reaction-reported', { term: 'urticaria', grade: 2 })
      .tell('gvhd.assessed', { organs: { skin: 1 }, grade: 1, scale: 'glucksberg' })
      .tell('adverse-event.reported', {
        term: 'Parkinsonism',
        grade: 2,
        serious: true,
        relatedness: 'related',
      });
    expect(statusOfNow(journey).toxicity).toMatchObject({
      crs: { grade: 0 },
      'infusion-reaction': { grade: 2, scale: 'ctcae' },
      gvhd: { grade: 1, scale: 'glucksberg' },
      'delayed-neurotoxicity': { grade: 2, scale: 'ctcae' },
    });
  });

  it('is never compared across scales', () => {
    const journey = monitored().later(3);
    journey.tell('gvhd.assessed', { organs: {}, grade: 3, scale: 'glucksberg' }).later(24);
    journey.tell('gvhd.assessed', { organs: {}, grade: 1, scale: 'nih' });
    expect(journey.state.toxicity.gvhd).toMatchObject({ grade: 1, peak: 1 });
    expect(confirm(journey, 'gvhd', 1, 'glucksberg')).toMatchObject({ code: 'scale-differs' });
  });

  it('may be said by a clinician though nobody reported it, once the patient is infused', () => {
    const journey = monitored();
    expect(confirm(journey, 'delayed-neurotoxicity', 1, 'ctcae').outcome).toBe('accepted');
    expect(journey.state.toxicity['delayed-neurotoxicity']).toMatchObject({ grade: 1 });
    const before = journeyIn('lymphodepletion', rules);
    expect(confirm(before, 'infection', 1, 'ctcae')).toMatchObject({ code: 'nothing-proposed' });
    expect(confirm(journey, 'headache', 1, 'ctcae')).toMatchObject({ code: 'kind-unknown' });
  });

  it('that was a mistake is gone when it is taken back, and its grade waits for a clinician', () => {
    const journey = monitored().later(3);
    journey.tell('infusion.reaction-reported', { term: 'rash', grade: 3 }, { id: 'wrong' });
    journey.tell('record.retracted', { retractedId: 'wrong', reason: 'wrong-patient' });
    expect(journey.state.clinical.reactions).toEqual([]);
    expect(journey.state.toxicity['infusion-reaction']).toMatchObject({ grade: 3 });
  });
});

describe('low blood counts', () => {
  it('are corrected with the result they rest on', () => {
    const journey = monitored().later(24);
    journey.tell(
      'laboratory.resulted',
      { test: 'anc', value: 50, unit: '/uL', collectedAt: journey.now, reportedAt: journey.now },
      { by: 'laboratory', id: 'count' },
    );
    expect(journey.state.toxicity.icaht).toMatchObject({ grade: 1 });
    journey.receive({
      id: 'right',
      source: 'urn:v2v:lab:northgate-lab',
      type: 'laboratory.resulted',
      time: journey.now,
      corrects: 'count',
      data: {
        test: 'anc',
        value: 5_000,
        unit: '/uL',
        collectedAt: journey.now,
        reportedAt: journey.now,
      },
    });
    expect(journey.state.toxicity.icaht?.proposal.grade).toBe(0);
  });

  it('wake nobody, and keep monitoring from being closed until a clinician has looked', () => {
    const journey = result(monitored().later(24), 'anc', 80, '/uL');
    expect(journey.state.alerts.at(-1)).toMatchObject({
      kind: 'toxicity-icaht',
      severity: 'today',
    });
    const last = journey.state.windows
      .map((window) => window.until)
      .toSorted()
      .at(-1)!;
    tellWell(journey.waitUntil(plusDays(last, 1)));
    expect(journey.unmet('monitoring.may-end')).toContain('toxicity-icaht');
    confirm(journey, 'icaht', 1, 'eha-ebmt');
    expect(journey.unmet('monitoring.may-end')).toEqual(['monitoring-closed-by-physician']);
  });

  it('of platelets are confirmed under their own scale', () => {
    const journey = result(monitored().later(24), 'platelets', 30, '10*9/L');
    expect(confirm(journey, 'icaht', 1, 't-icaht').outcome).toBe('accepted');
    expect(journey.state.toxicity['t-icaht']).toMatchObject({ grade: 1, status: 'confirmed' });
    expect(journey.state.toxicity.icaht).toBeUndefined();
  });
});

describe('the course over time', () => {
  it('names with every grade the observations it rests on, the drugs, and what was replaced', () => {
    const journey = monitored().later(2);
    journey.tell('vitals.recorded', { celsius: 39, measuredAt: journey.now }, { id: 'fever' });
    journey.tell('medication.given', {
      drug: 'tocilizumab',
      dose: 384,
      unit: 'mg',
      givenAt: journey.now,
    });
    journey.later(1).receive({
      id: 'afebrile',
      source: 'urn:v2v:site:northgate',
      type: 'vitals.recorded',
      time: journey.now,
      corrects: 'fever',
      data: { celsius: 37, measuredAt: journey.now },
    });
    const { grades, observations, drugs } = toxicityCourseOf(journey.records);
    const proposed = grades.find(({ said, grade }) => said === 'proposed' && grade === 1);
    expect(proposed?.inputs).toContain('fever');
    expect(observations.find(({ eventId }) => eventId === 'fever')?.isReplaced).toBe(true);
    expect(observations.find(({ eventId }) => eventId === 'afebrile')?.isReplaced).toBe(false);
    expect(drugs).toMatchObject([{ data: { drug: 'tocilizumab' } }]);
    const read = journey.records.filter(({ type }) => toxicityRecordTypes.includes(type));
    expect(toxicityCourseOf(read)).toEqual({ grades, observations, drugs });
  });
});
