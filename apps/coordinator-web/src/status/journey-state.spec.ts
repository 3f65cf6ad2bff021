import { describe, expect, it } from '@jest/globals';
import { journeyState } from './journey-state.js';

const now = Date.parse('2026-11-23T08:00:00Z');
const late = { at: '2026-11-23T07:00:00Z' };
const soon = { at: '2026-11-23T20:00:00Z' };
const far = { at: '2026-12-23T20:00:00Z' };
const standing = { outcome: null, holds: 0, deadlines: [] };

describe('the state a journey shows', () => {
  it('is the hold, whatever else is so', () => {
    expect(journeyState({ ...standing, holds: 1, deadlines: [late] }, now)).toBe('hold');
  });

  it('is what is late before what is soon', () => {
    expect(journeyState({ ...standing, deadlines: [soon, late] }, now)).toBe('overdue');
    expect(journeyState({ ...standing, deadlines: [soon, far] }, now)).toBe('due');
  });

  it('warns when the deadline itself says so', () => {
    const warned = { ...far, warnAt: '2026-11-23T07:59:00Z' };
    expect(journeyState({ ...standing, deadlines: [warned] }, now)).toBe('due');
    expect(journeyState({ ...standing, deadlines: [far] }, now)).toBe('current');
  });

  it('waits for others, is blocked, or is under way', () => {
    expect(journeyState({ ...standing, waitsFor: 'others' }, now)).toBe('waiting');
    expect(journeyState({ ...standing, waitsFor: 'nobody-asked' }, now)).toBe('blocked');
    expect(journeyState(standing, now)).toBe('current');
  });

  it('is closed whatever was still open', () => {
    expect(journeyState({ outcome: 'deceased', holds: 1, deadlines: [late] }, now)).toBe('closed');
  });
});
