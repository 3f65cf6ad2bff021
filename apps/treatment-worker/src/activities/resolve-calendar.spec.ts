import { describe, expect, it } from '@jest/globals';
import type { CalendarQuestion } from '#workflows/journey/activities.js';
import { resolveCalendar } from './resolve-calendar.js';

const window = {
  anchor: 'first-infusion',
  unit: 'calendar-day',
  zone: 'site',
  inclusive: true,
} as const;

const question: CalendarQuestion = {
  anchor: '2026-10-28T02:30:00.000Z',
  zone: 'America/New_York',
  windows: [
    { ...window, name: 'daily-monitoring', from: 0, until: 7 },
    { ...window, name: 'driving', from: 0, until: 14, inclusive: false },
  ],
  visits: [
    { name: 'day-28', from: { days: 28 } },
    { name: 'month-6', from: { months: 6 } },
    { name: 'year-15', from: { years: 15 } },
  ],
  toleranceDays: 14,
};

describe('the calendar of an infusion', () => {
  it('counts from the calendar day at the infusing site', async () => {
    const { calendar } = await resolveCalendar(question);
    expect(calendar).toEqual({
      zone: 'America/New_York',
      dayZero: '2026-10-27',
      dayZeroStartsAt: '2026-10-27T04:00:00.000Z',
    });
  });

  it('gives the last day of an inclusive window whole, over a change of the clocks', async () => {
    const { windows } = await resolveCalendar(question);
    expect(windows).toEqual([
      {
        name: 'daily-monitoring',
        from: '2026-10-27T04:00:00.000Z',
        until: '2026-11-04T05:00:00.000Z',
      },
      { name: 'driving', from: '2026-10-27T04:00:00.000Z', until: '2026-11-10T05:00:00.000Z' },
    ]);
  });

  it('makes visits due at the start of their day, months and years by the calendar', async () => {
    const { visits } = await resolveCalendar(question);
    expect(visits.map(({ name, dueAt }) => [name, dueAt])).toEqual([
      ['day-28', '2026-11-24T05:00:00.000Z'],
      ['month-6', '2027-04-27T04:00:00.000Z'],
      ['year-15', '2041-10-27T04:00:00.000Z'],
    ]);
    expect(visits[0]?.windowUntil).toBe('2026-12-08T05:00:00.000Z');
  });

  it('waits for a worker that knows the zone', async () => {
    await expect(resolveCalendar({ ...question, zone: 'Atlantis/Centre' })).rejects.toMatchObject({
      code: 'calendar-not-countable',
    });
  });
});
