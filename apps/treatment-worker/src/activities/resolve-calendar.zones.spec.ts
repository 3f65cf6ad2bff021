import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarQuestion } from '#workflows/journey/activities.js';
import { resolveCalendar } from './resolve-calendar.js';

/** Zones whose clocks change on different days, by half an hour, at midnight, or never; and one that skipped a day. */
const zones = [
  'America/New_York',
  'America/Santiago',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
  'UTC',
];

const anyInstant = fc
  .integer({ min: Date.parse('2008-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') })
  .map((ms) => new Date(ms).toISOString());

function questionOf(anchor: string, zone: string, until: number): CalendarQuestion {
  const day = { anchor: 'first-infusion', unit: 'calendar-day', zone: 'site' } as const;
  return {
    anchor,
    zone,
    windows: [
      { ...day, name: 'daily-monitoring', from: 0, until, inclusive: true },
      { ...day, name: 'driving', from: 0, until, inclusive: false },
    ],
    visits: [{ name: 'visit', from: { days: until } }],
    toleranceDays: 0,
  };
}

/** What a clock on the wall at the site shows: calendar date and time of day. */
function wallTime(instant: string, zone: string): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(Date.parse(instant));
  const [date = '', time = ''] = parts.split(', ');
  return { date, time };
}

function plusCalendarDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

describe('days counted in any zone, over every change of its clocks', () => {
  const cases = fc.tuple(anyInstant, fc.constantFrom(...zones), fc.integer({ min: 1, max: 400 }));

  it('begin on the day of the infusion at the site and are days of the calendar, not of 24 hours', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([anchor, zone, until]) => {
        const resolved = await resolveCalendar(questionOf(anchor, zone, until));
        const { dayZero, dayZeroStartsAt } = resolved.calendar;
        const [inclusive, exclusive] = resolved.windows;
        expect(dayZero).toBe(wallTime(anchor, zone).date);
        expect(Date.parse(dayZeroStartsAt)).toBeLessThanOrEqual(Date.parse(anchor));
        // The last instant before an end still belongs to the last day; the end itself to the day after it.
        const last = (instant: string): string =>
          wallTime(new Date(Date.parse(instant) - 1).toISOString(), zone).date;
        const skipsADay = zone === 'Pacific/Apia';
        if (skipsADay) return;
        expect(last(inclusive!.until)).toBe(plusCalendarDays(dayZero, until));
        expect(last(exclusive!.until)).toBe(plusCalendarDays(dayZero, until - 1));
        expect(wallTime(resolved.visits[0]!.dueAt, zone).date).toBe(
          plusCalendarDays(dayZero, until),
        );
      }),
      { seed: 71, numRuns: 400 },
    );
  });

  it('never overlap and leave no gap: a window of some days ends where the next day begins', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([anchor, zone, until]) => {
        const shorter = await resolveCalendar(questionOf(anchor, zone, until));
        const longer = await resolveCalendar(questionOf(anchor, zone, until + 1));
        expect(longer.windows[1]?.until).toBe(shorter.windows[0]?.until);
        expect(Date.parse(longer.windows[0]!.until)).toBeGreaterThanOrEqual(
          Date.parse(shorter.windows[0]!.until),
        );
      }),
      { seed: 72, numRuns: 400 },
    );
  });
});
