import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import { statusOf } from './journey-status.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

describe('an identifier that a partner registered', () => {
  it('is listed under its own system, once, and beside those of the same number', () => {
    const journey = journeyIn('eligibility', rules);
    for (const system of ['chart', 'study', 'chart']) {
      journey.tell('identifier.assigned', { system, value: 'X-1' });
    }
    journey.tell('identifier.assigned', { system: 'journey', value: journey.state.journeyId });
    const { identifiers } = statusOf(journey.state, journey.now, journey.digest);
    expect(identifiers.filter(({ value }) => value === 'X-1')).toEqual([
      { system: 'chart', value: 'X-1' },
      { system: 'study', value: 'X-1' },
    ]);
    expect(identifiers.filter(({ system }) => system === 'journey')).toHaveLength(1);
  });
});
