import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import { plusDays } from '../time/instant.js';
import { answeredOnce } from './answered-once.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

describe('a question about a journey', () => {
  it('is worked out once for a state at an instant, and anew for another of either', () => {
    const { state, now } = journeyIn('eligibility', rules);
    const later = plusDays(now, 1);
    const changed = { ...state, weightKg: 70 };
    const asked: string[] = [];
    const answer = answeredOnce(({ weightKg }, at) => {
      asked.push(at);
      return `${weightKg} kg at ${at}`;
    });
    expect([answer(state, now), answer(state, now)]).toEqual([
      `${state.weightKg} kg at ${now}`,
      `${state.weightKg} kg at ${now}`,
    ]);
    expect(asked).toHaveLength(1);
    expect(answer(state, later)).toBe(`${state.weightKg} kg at ${later}`);
    expect(answer(changed, later)).toBe(`70 kg at ${later}`);
    expect(asked).toEqual([now, later, later]);
  });
});
