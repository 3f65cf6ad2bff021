import { DateTime } from 'luxon';
import type { FollowUpVisit } from '#domain/rules/monitoring-rules.js';
import type { CalendarQuestion, JourneyActivities } from '#workflows/journey/activities.js';

/** A calendar that cannot be counted: its anchor is no instant or its zone is unknown to this worker. */
export class CalendarError extends Error {
  readonly code = 'calendar-not-countable';
  constructor(readonly zone: string) {
    super(`days cannot be counted in the zone ${zone}`);
    this.name = 'CalendarError';
  }
}

/**
 * Expands calendar rules at their anchor: day 0 is the anchor's calendar day in the zone, a window begins with its first
 * day and ends with its last (the one before it when exclusive), a visit is due at the start of its day.
 * Rejects with CalendarError, which is tried again: a journey waits for a worker that knows its zone.
 */
export const resolveCalendar: JourneyActivities['resolveCalendar'] = async (question) => {
  const dayZero = startOfDay(question);
  const onDay = (day: number): string => instantOf(dayZero.plus({ days: day }));
  return {
    calendar: {
      zone: question.zone,
      dayZero: dayZero.toISODate() ?? '',
      dayZeroStartsAt: instantOf(dayZero),
    },
    windows: question.windows.map(({ name, from, until, inclusive }) => ({
      name,
      from: onDay(from),
      until: onDay(inclusive ? until + 1 : until),
    })),
    visits: question.visits.map(({ name, from }) => {
      const due = dayZero.plus(durationOf(from));
      return {
        name,
        dueAt: instantOf(due),
        windowUntil: instantOf(due.plus({ days: question.toleranceDays })),
      };
    }),
  };
};

function startOfDay({ anchor, zone }: CalendarQuestion): DateTime {
  const day = DateTime.fromISO(anchor, { zone }).startOf('day');
  if (day.isValid) return day;
  throw new CalendarError(zone);
}

function durationOf(from: FollowUpVisit['from']): object {
  return { ...from };
}

function instantOf(time: DateTime): string {
  return time.toUTC().toISO() ?? '';
}
