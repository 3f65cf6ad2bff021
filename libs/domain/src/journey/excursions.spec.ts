import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import type { Instant } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const breach = (journey: ToldJourney, worstCelsius: number, since: Instant): ToldJourney =>
  journey.tell(
    'shipment.temperature-breached',
    { shipmentId: 'IN-B1', deviceId: 'd1', limitCelsius: -120, worstCelsius, since },
    { by: 'courier' },
  );

const assess = (journey: ToldJourney, happenedAt: Instant): ToldJourney =>
  journey.tell(
    'excursion.assessed',
    { shipmentId: 'IN-B1', bagIds: ['P1'], assessment: 'acceptable', basis: 'b', happenedAt },
    { by: 'manufacturer' },
  );

const accept = (journey: ToldJourney) =>
  journey.decide('dispose-excursion', { shipmentId: 'IN-B1', disposition: 'acceptable' });

const asked = (journey: ToldJourney) =>
  journey
    .recordsOf('request.sent')
    .filter(({ data }) => data.detail?.['type'] === 'excursion.assessment-requested');

const travelling = (): ToldJourney =>
  journeyIn('inbound-shipment', rules).tell(
    'shipment.picked-up',
    { shipmentId: 'IN-B1', leg: 'manufacturer-to-clinic' },
    { by: 'courier' },
  );

describe('the assessment of an excursion', () => {
  it('counts only when it was made with the worst reading known', () => {
    const journey = travelling();
    const since = journey.now;
    breach(journey.later(1), -100, since);
    const early = journey.later(1).now;
    breach(journey.later(1), -60, since);
    assess(journey.later(1), early);
    expect(accept(journey)).toMatchObject({ code: 'excursion-not-assessed' });
    assess(journey, journey.now);
    expect(accept(journey).outcome).toBe('accepted');
  });

  it('made before a worse reading was reported has to be made again', () => {
    const journey = travelling();
    const since = journey.now;
    breach(journey.later(1), -100, since);
    assess(journey.later(1), journey.now);
    breach(journey.later(1), -60, since);
    expect(accept(journey)).toMatchObject({ code: 'excursion-not-assessed' });
  });

  it('stands when the same reading, or a better one, is reported again', () => {
    const journey = travelling();
    const since = journey.now;
    breach(journey.later(1), -60, since);
    assess(journey.later(1), journey.now);
    breach(breach(journey.later(1), -60, since), -90, since);
    expect(accept(journey).outcome).toBe('accepted');
  });

  it.each([
    ['while it is open', false],
    ['after it was accepted', true],
  ])('is asked for again at a worse reading %s, and people are told', (_, isAccepted) => {
    const journey = travelling();
    const since = journey.now;
    breach(journey.later(1), -100, since);
    expect(asked(journey)).toHaveLength(1);
    if (isAccepted) {
      assess(journey.later(1), journey.now);
      accept(journey);
    }
    breach(journey.later(1), -60, since);
    expect(asked(journey).map((one) => one.data.detail?.['data'])).toMatchObject([
      { excursions: [{ worstCelsius: -100 }] },
      { excursions: [{ worstCelsius: -60 }] },
    ]);
    expect(journey.state.holds).toHaveLength(1);
    expect(journey.recordsOf('alert.raised')).toHaveLength(2);
    breach(journey.later(1), -60, since);
    expect(asked(journey)).toHaveLength(2);
  });
});

describe('product that arrives too warm', () => {
  const received = (journey: ToldJourney, maxCelsius: number): ToldJourney =>
    journey.later(1).tell('product.received', {
      coi: journey.state.journeyId,
      batchId: 'B1',
      shipmentId: 'IN-B1',
      bags: [{ bagId: 'P1', condition: 'intact' }],
      sealIntact: true,
      maxCelsius,
      storageLocation: 'tank',
      receivedAt: journey.now,
    });

  it.each([
    ['met by an accepted excursion as warm as that', -80, true],
    ['not met by an accepted excursion that was colder', -81, false],
  ])('is %s', (_, worstCelsius, met) => {
    const journey = travelling();
    breach(journey.later(1), worstCelsius, journey.now);
    assess(journey.later(1), journey.now);
    accept(journey);
    received(journey, -80);
    expect(journey.requirement('lymphodepletion.may-start', 'product-cold').met).toBe(met);
  });
});
