import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';

const rulesOf = [
  { product: 'tisagenlecleucel', indication: 'b-all', jurisdiction: 'US' },
  { product: 'tisagenlecleucel', indication: 'lbcl', jurisdiction: 'EU' },
  { product: 'axicabtagene-ciloleucel', indication: 'lbcl', jurisdiction: 'US' },
].map((wanted) => sliceFor({ ...wanted, date: '2026-03-02' }));

describe.each(
  rulesOf.map((rules) => [`${rules.product.id} ${rules.jurisdiction}`, rules] as const),
)('a plain journey with %s', (_, rules) => {
  it('comes to follow-up', () => {
    const journey = journeyIn('follow-up', rules);
    expect(journey.state).toMatchObject({ stage: 'follow-up', holds: [], parked: [] });
  });

  it('closes as completed after the last visit of its calendar', () => {
    const journey = journeyIn('follow-up', rules);
    const last = journey.state.visits.at(-1)!;
    journey.waitUntil(last.dueAt).tell('follow-up.completed', { visit: last.name, alive: true });
    journey.pass('follow-up.may-close');
    expect(journey.state.outcome).toMatchObject({ outcome: 'completed', infused: true });
  });
});
