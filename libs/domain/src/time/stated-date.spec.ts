import { describe, expect, it } from '@jest/globals';
import { earliestEndOfDay, latestInstantAllowed } from './stated-date.js';

describe('the latest instant a statement of time allows', () => {
  it.each([
    ['2026', '2027-01-01T12:00:00.000Z'],
    ['2026-02', '2026-03-01T12:00:00.000Z'],
    ['2026-03-14', '2026-03-15T12:00:00.000Z'],
    ['2026-03-14T09:30:00-05:00', '2026-03-14T14:30:00.000Z'],
  ])('of %s is %s, the end in the zone where it ends last', (statement, latest) => {
    expect(latestInstantAllowed(statement)).toBe(latest);
  });

  it('is not known of what is no time', () => {
    expect(latestInstantAllowed('last spring')).toBeUndefined();
  });
});

describe('the end of a day', () => {
  it('is taken from the zone where it ends first', () => {
    expect(earliestEndOfDay('2026-03-01')).toBe('2026-03-01T10:00:00.000Z');
  });
});
