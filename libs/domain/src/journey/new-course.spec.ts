import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { partners } from '../../test-journeys/northgate.js';
import { plainDigest } from '../../test-journeys/plain-digest.js';
import { journeyIn } from '../../test-journeys/story.js';
import { ToldJourney } from '../../test-journeys/told-journey.js';
import { isJourneyIdentifier } from '../identifiers/journey-identifier.js';
import type { RuleSlice } from '../rules/rule-slice.js';
import { statusOf } from '../status/journey-status.js';
import type { Arrangement } from './arrangement.js';
import type { DetailOf } from './record-detail.js';

const rulesOf = (product: string, indication = 'lbcl') =>
  sliceFor({ product, indication, jurisdiction: 'US', date: '2026-03-02' });
const rules = rulesOf('tisagenlecleucel');
const sameTarget = rulesOf('axicabtagene-ciloleucel');
const otherTarget: RuleSlice = { ...sameTarget, target: ['cd22'] };
const twoTargets: RuleSlice = { ...sameTarget, target: ['cd19', 'cd22'] };

const wanted = { product: 'axicabtagene-ciloleucel', indication: 'lbcl' };
const otherMaker = { id: 'other', source: 'urn:v2v:manufacturer:other' };

const under = (journey: ToldJourney, slice: RuleSlice): Arrangement => ({
  ...journey.state.enrolment,
  ...wanted,
  rules: slice,
  partners: { ...partners, manufacturer: otherMaker },
});

const relapsed = () =>
  journeyIn('follow-up', rules).tell('relapse.detected', { detectedAt: '2026-09-01' });

const tested = (journey: ToldJourney, antigen: string, status: string) =>
  journey.later(1).tell('antigen.tested', { antigen, status, method: 'flow' });

const started = (journey: ToldJourney, slice: RuleSlice) =>
  journey.decide('start-new-course', wanted, { arrangement: under(journey, slice) });

const courseOf = (journey: ToldJourney) =>
  journey
    .recordsOf('decision.recorded')
    .flatMap(({ data }) => (data.detail as DetailOf['decision.recorded']).newCourse ?? [])
    .at(-1);

describe('after a relapse without the antigen', () => {
  const without = () => tested(relapsed(), 'cd19', 'negative');

  it('no product that aims at it alone is started', () => {
    expect(started(without(), sameTarget)).toMatchObject({
      outcome: 'refused',
      code: 'target-lost',
      unmet: [{ text: expect.stringContaining('CD19') }],
    });
  });

  it.each([
    ['of another target', otherTarget],
    ['of a second target beside', twoTargets],
  ])('a product %s begins the next course', (_, slice) => {
    const journey = without();
    expect(started(journey, slice).outcome).toBe('accepted');
    const course = courseOf(journey);
    expect(course).toMatchObject({
      ...wanted,
      course: 2,
      previousJourneyId: journey.state.journeyId,
      diseaseStatus: 'relapsed',
      priorLines: journey.state.enrolment.priorLines + 1,
      rules: { id: slice.id },
      partners: { manufacturer: otherMaker },
      enrolledAt: journey.now,
    });
    expect(isJourneyIdentifier(course!.journeyId)).toBe(true);
    expect(course!.journeyId).not.toBe(journey.state.journeyId);
  });

  it('the first journey stays open for follow-up', () => {
    const journey = without();
    started(journey, otherTarget);
    expect(journey.state).toMatchObject({ stage: 'follow-up', outcome: null });
    expect(statusOf(journey.state, journey.now, plainDigest).nextJourneyId).toBe(
      courseOf(journey)?.journeyId,
    );
  });

  it('the next journey begins at its referral, under its own rules', () => {
    const journey = without();
    started(journey, otherTarget);
    const next = ToldJourney.enrolled(courseOf(journey)!);
    expect(next.state).toMatchObject({
      stage: 'referral',
      enrolment: { course: 2, previousJourneyId: journey.state.journeyId },
      rules: { id: otherTarget.id },
      infusions: [],
    });
  });

  it('a result that is corrected afterwards raises the decision again', () => {
    const journey = without();
    started(journey, otherTarget);
    const decision = journey.state.decisions.find(({ type }) => type === 'start-new-course');
    const about = journey.state.clinical.antigens['cd19']?.evidence.eventId;
    expect(decision?.restsOn).toContain(about);
  });
});

describe('after a relapse with the antigen', () => {
  it('a product of the same target begins the next course once it was found again', () => {
    const journey = relapsed();
    expect(started(journey, sameTarget)).toMatchObject({ code: 'target-untested' });
    expect(started(tested(journey, 'cd19', 'positive'), sameTarget).outcome).toBe('accepted');
  });
});

describe('another course', () => {
  it('is begun once, and has the same identifier for whoever asks', () => {
    const journey = tested(relapsed(), 'cd19', 'negative');
    const fork = journey.fork();
    started(journey, otherTarget);
    expect(started(journey, otherTarget)).toMatchObject({ code: 'course-started' });
    started(fork, otherTarget);
    expect(courseOf(fork)?.journeyId).toBe(courseOf(journey)?.journeyId);
  });

  it('is begun as well where no response was seen, and for nobody in remission', () => {
    const assessed = (response: string) =>
      journeyIn('follow-up', rules).tell('response.assessed', { criteria: 'lugano', response });
    expect(started(assessed('cr'), otherTarget)).toMatchObject({ code: 'disease-not-back' });
    const journey = assessed('pd');
    expect(started(journey, otherTarget).outcome).toBe('accepted');
    expect(courseOf(journey)?.diseaseStatus).toBe('refractory');
  });

  it('is not begun without rules in force', () => {
    const journey = tested(relapsed(), 'cd19', 'negative');
    expect(journey.decide('start-new-course', wanted)).toMatchObject({
      code: 'rules-not-in-force',
    });
  });

  it('grows older with the patient', () => {
    const journey = tested(relapsed(), 'cd19', 'negative').later(3 * 366 * 24);
    started(journey, otherTarget);
    expect(courseOf(journey)?.ageYears).toBe(journey.state.enrolment.ageYears + 3);
  });
});
