import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellLymphodepletion } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const begun = (): ToldJourney =>
  journeyIn('lymphodepletion', rules, { productBags: ['P1', 'P2'] })
    .ask('lymphodepletion.authorized')
    .later(12)
    .tell('lymphodepletion.started', { regimen: rules.lymphodepletion.regimens[0]?.id })
    .later(12);

const withdrawn = (journey: ToldJourney): ToldJourney =>
  journey.tell(
    'batch.release-withdrawn',
    { coi: journey.state.journeyId, batchId: 'B1' },
    { by: 'manufacturer' },
  );

const damaged = (journey: ToldJourney, ...bagIds: readonly string[]): ToldJourney => {
  for (const bagId of bagIds) journey.tell('bag.damaged', { bagId });
  return journey;
};

const urgent = ({ state }: ToldJourney) =>
  state.alerts.filter((one) => one.severity === 'immediate').map(({ kind }) => kind);

describe('a product of which no bag is left', () => {
  it('lets nobody begin lymphodepletion', () => {
    const journey = damaged(journeyIn('inbound-shipment', rules), 'P1');
    expect(journey.unmet('lymphodepletion.may-start')).toContain('bag-can-be-given');
  });

  it('is no matter for decisions before the product has arrived', () => {
    const journey = journeyIn('inbound-shipment', rules);
    const { actions } = journey.requirement('lymphodepletion.may-start', 'bag-can-be-given');
    expect(actions.map(({ kind }) => kind)).toEqual(['record']);
  });

  it('takes back an authorisation that was not acted on', () => {
    const journey = journeyIn('lymphodepletion', rules).ask('lymphodepletion.authorized').later(1);
    damaged(journey, 'P1');
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', authorizations: [] });
    expect(journey.recordsOf('request.withdrawn')).toHaveLength(1);
  });

  it('takes back nothing while one bag is left', () => {
    const journey = journeyIn('lymphodepletion', rules, { productBags: ['P1', 'P2'] });
    damaged(journey.ask('lymphodepletion.authorized').later(1), 'P1');
    expect(journey.state.stage).toBe('lymphodepletion');
  });
});

describe('ground that is lost while a course is under way', () => {
  it.each([
    ['the last bag', (journey: ToldJourney) => damaged(journey, 'P1', 'P2'), 'bag-can-be-given'],
    ['the release', withdrawn, 'product-released'],
    [
      'the consent',
      (journey: ToldJourney) => journey.tell('consent.withdrawn', { scope: 'treatment' }),
      'treatment-consent',
    ],
    [
      'an infection',
      (journey: ToldJourney) =>
        journey.tell('screening.resulted', {
          test: 'active-infection',
          qualitative: 'positive',
          collectedAt: journey.now,
        }),
      'screening-active-infection',
    ],
  ])('by %s is for people to decide on, at once and once', (_, lose, requirement) => {
    const journey = begun();
    expect(urgent(journey)).toEqual([]);
    lose(journey);
    expect(journey.state.stage).toBe('lymphodepletion');
    expect(journey.state.reviews.map(({ about }) => about)).toContain(
      `course-without-ground/1/${requirement}`,
    );
    expect(urgent(journey)).toContain('course-without-ground');
    const count = urgent(journey).length;
    journey.later(1).look();
    expect(urgent(journey)).toHaveLength(count);
  });

  it('is told as well when the course is completed and the infusion is awaited', () => {
    const journey = damaged(tellLymphodepletion(journeyIn('lymphodepletion', rules)), 'P1');
    expect(urgent(journey)).toContain('course-without-ground');
  });
});

describe('a release that is withdrawn', () => {
  it.each(['monitoring', 'follow-up'] as const)(
    'in %s, after the infusion, is told at once',
    (stage) => {
      const journey = withdrawn(journeyIn(stage, rules));
      expect(urgent(journey)).toContain('release-withdrawn');
      expect(journey.state.reviews).toMatchObject([{ about: 'release-withdrawn/B1' }]);
    },
  );

  it('in lymphodepletion is told at once', () => {
    expect(urgent(withdrawn(begun()))).toContain('release-withdrawn');
  });

  it('before anything rests on it is a matter of the gates', () => {
    const journey = withdrawn(journeyIn('inbound-shipment', rules));
    expect(urgent(journey)).toEqual([]);
  });
});

describe('a course that keeps its ground', () => {
  it('asks nobody for a review, to its end', () => {
    const journey = leave(leave(leave(journeyIn('lymphodepletion', rules))));
    expect(journey.state).toMatchObject({ stage: 'follow-up', reviews: [] });
    journey.waitUntil(plusDays(journey.now, 30));
    expect(journey.state.reviews).toEqual([]);
  });
});
