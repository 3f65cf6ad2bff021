import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellBeforeLymphodepletion, tellProductReceived } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

describe('lymphodepletion that a physician holds', () => {
  it('is taken back at once, and goes on with a new authorisation', () => {
    const journey = journeyIn('lymphodepletion', rules).ask('lymphodepletion.authorized');
    journey.decide('hold-lymphodepletion', { reason: 'fever' });
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', authorizations: [] });
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail).toMatchObject({
      type: 'lymphodepletion.authorization-withdrawn',
    });
    const { text, met } = journey.requirement(
      'lymphodepletion.may-start',
      'lymphodepletion-authorized',
    );
    expect(met).toBe(false);
    expect(text).toContain('fever');
    journey.decide('authorize-lymphodepletion', { regimen: 'r' });
    expect(journey.pass('lymphodepletion.may-start').state.stage).toBe('lymphodepletion');
  });

  it('is held before it is authorised, too', () => {
    const journey = tellProductReceived(journeyIn('inbound-shipment', rules));
    expect(journey.decide('hold-lymphodepletion', { reason: 'toxicity' }).outcome).toBe('accepted');
    expect(
      journey.requirement('lymphodepletion.may-start', 'lymphodepletion-authorized').text,
    ).toContain('toxicity');
  });

  it('that has begun is begun anew', () => {
    const journey = journeyIn('lymphodepletion', rules)
      .ask('lymphodepletion.authorized')
      .tell('lymphodepletion.started', { regimen: 'r' });
    journey.later(24).decide('hold-lymphodepletion', { reason: 'sepsis' });
    journey.later(200).tell('screening.resulted', {
      test: 'active-infection',
      qualitative: 'negative',
      collectedAt: journey.now,
    });
    journey.decide('authorize-lymphodepletion', { regimen: 'r' });
    journey.pass('lymphodepletion.may-start');
    expect(journey.state).toMatchObject({
      stage: 'lymphodepletion',
      attempts: { lymphodepletion: 2 },
    });
    expect(leave(journey).state.stage).toBe('infusion');
  });
});

describe('lymphodepletion that is left out', () => {
  const lymphoma = sliceFor({
    product: 'tisagenlecleucel',
    indication: 'lbcl',
    jurisdiction: 'US',
    date: '2026-03-02',
  });
  const counted = (value: number) => {
    const journey = tellBeforeLymphodepletion(
      tellProductReceived(journeyIn('inbound-shipment', lymphoma)),
    );
    const { now: collectedAt } = journey;
    return journey
      .tell('screening.resulted', { test: 'wbc', value, unit: '/uL', collectedAt })
      .tell('screening.resulted', {
        test: 'active-infection',
        qualitative: 'negative',
        collectedAt,
      });
  };

  it('is no matter of will: leucocytes have to be low enough for the product', () => {
    expect(counted(4_000).decide('waive-lymphodepletion', { reason: 'r' })).toMatchObject({
      code: 'leucocytes-not-low',
    });
  });

  it('leads to the infusion without it, as long as the count is recent', () => {
    const journey = counted(600);
    expect(journey.decide('waive-lymphodepletion', { reason: 'low-leucocytes' }).outcome).toBe(
      'accepted',
    );
    journey.pass('lymphodepletion.may-start').ask('lymphodepletion.authorized');
    expect(journey.state).toMatchObject({ stage: 'lymphodepletion', authorizations: [] });
    const window = () => journey.requirement('infusion.may-start', 'lymphodepletion-window').met;
    expect(journey.requirement('infusion.may-start', 'lymphodepletion-completed').met).toBe(true);
    expect(window()).toBe(true);
    journey.later(24 * 8);
    expect(window()).toBe(false);
  });
});
