import { describe, expect, it } from '@jest/globals';
import { products } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';

const slices = products().flatMap(({ versions }) => versions);

describe('a journey from enrolment to follow-up', () => {
  it.each(
    slices.map(
      (slice) =>
        [
          slice.productName,
          slice.indication,
          slice.jurisdiction,
          slice.effectiveFrom,
          slice,
        ] as const,
    ),
  )('goes its way with %s for %s, %s from %s', (_, __, ___, ____, slice) => {
    const journey = journeyIn('follow-up', slice);
    expect(journey.state.stage).toBe('follow-up');
  });
});
