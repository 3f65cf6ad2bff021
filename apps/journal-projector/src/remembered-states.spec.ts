import { describe, expect, it } from '@jest/globals';
import type { JourneyState } from '#domain/journey/state.js';
import { RememberedStates } from './remembered-states.js';

/** As much of a state as it is remembered by. */
function moved(journeyId: string, sequence: number): JourneyState {
  return { journeyId, sequence, lastHash: `hash-${journeyId}-${sequence}` } as JourneyState;
}

describe('a remembered state', () => {
  it('counts only while the database has the same', () => {
    const remembered = new RememberedStates();
    remembered.remember([moved('A', 2)]);
    expect(remembered.of('A', 2, 'hash-A-2')).toEqual(moved('A', 2));
    expect(remembered.of('A', 3, 'hash-A-3')).toBeUndefined();
    expect(remembered.of('A', 2, 'hash-of-another-journal')).toBeUndefined();
    expect(remembered.of('B', 2, 'hash-B-2')).toBeUndefined();
  });

  it('is forgotten when two hundred others moved since', () => {
    const remembered = new RememberedStates();
    const others = Array.from({ length: 199 }, (_, number) => moved(`J${number}`, 1));
    remembered.remember([moved('A', 1), moved('B', 1)]);
    remembered.remember([moved('A', 2), ...others]);
    expect(remembered.of('B', 1, 'hash-B-1')).toBeUndefined();
    expect(remembered.of('A', 2, 'hash-A-2')).toEqual(moved('A', 2));
  });
});
