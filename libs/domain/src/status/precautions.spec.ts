import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { firstInfusionAt } from '../journey/state.js';
import { plusDays, plusYears } from '../time/instant.js';
import { precautionsOf } from './precautions.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const namesAt = (journey: ToldJourney, at: string) =>
  precautionsOf(journey.state, at).map(({ name }) => name);

describe('blood products', () => {
  it('are irradiated from a week before the collection on, without an end that is known', () => {
    const journey = journeyIn('leukapheresis', rules);
    const { startsAt } = journey.state.appointments['apheresis-1']!;
    expect(namesAt(journey, plusDays(startsAt, -8))).toEqual([]);
    expect(precautionsOf(journey.state, plusDays(startsAt, -7))).toEqual([
      { name: 'irradiated-blood-only' },
    ]);
  });

  it('are irradiated until 90 days after the infusion', () => {
    const journey = journeyIn('follow-up', rules);
    const until = plusDays(firstInfusionAt(journey.state)!, 90);
    expect(precautionsOf(journey.state, journey.now)).toContainEqual({
      name: 'irradiated-blood-only',
      until,
    });
    expect(namesAt(journey, until)).not.toContain('irradiated-blood-only');
  });
});

describe('an infused patient', () => {
  it('is given no live vaccine for a year', () => {
    const journey = journeyIn('follow-up', rules);
    const until = plusYears(firstInfusionAt(journey.state)!, 1);
    expect(namesAt(journey, plusDays(until, -1))).toEqual(['no-live-vaccine']);
    expect(namesAt(journey, until)).toEqual([]);
  });

  it('stays near the centre and drives not while the windows of the label last', () => {
    const journey = journeyIn('monitoring', rules);
    expect(namesAt(journey, journey.now)).toEqual(
      expect.arrayContaining(['no-driving', 'stay-near-the-centre']),
    );
  });
});
