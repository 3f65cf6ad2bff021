import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ScreeningCriterion } from '../rules/eligibility-rules.js';
import { screeningPassed } from './screening-requirements.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

function isMet(kind: 'minimum' | 'maximum', comparator: '<' | '>' | undefined, value: number) {
  const journey = journeyIn('eligibility', rules).later(1);
  journey.tell('screening.resulted', {
    test: 'alt',
    value,
    unit: 'U/L',
    ...(comparator === undefined ? {} : { comparator }),
    collectedAt: journey.now,
  });
  const criterion: ScreeningCriterion = {
    test: 'alt',
    kind,
    value: 100,
    unit: 'U/L',
    hard: true,
    overridable: false,
  };
  return screeningPassed(journey.state, criterion, { days: 30 }, journey.now).met;
}

describe('a screening result beyond the range of its method', () => {
  it.each([
    ['minimum', '<', 100, false],
    ['minimum', '<', 500, false],
    ['minimum', '>', 100, true],
    ['minimum', '>', 90, false],
    ['minimum', undefined, 100, true],
    ['maximum', '>', 100, false],
    ['maximum', '>', 10, false],
    ['maximum', '<', 100, true],
    ['maximum', '<', 110, false],
    ['maximum', undefined, 100, true],
  ] as const)('against a %s of 100, %s %d: met %p', (kind, comparator, value, met) => {
    expect(isMet(kind, comparator, value)).toBe(met);
  });
});
