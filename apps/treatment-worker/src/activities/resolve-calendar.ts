import { ApplicationFailure } from '@temporalio/activity';
import { DateTime } from 'luxon';
import type { FollowUpVisit } from '#domain/rules/rule-slice.js';
import type { CalendarQuestion, JourneyActivities } from '#workflows/journey/activities.js';

/**
 * Expands calendar rules at their anchor: day 0 is the anchor's calendar day in the zone, a window begins with its first
 * day and ends with its last (the one before it when exclusive), a visit is due at the start of its day.
 */
export const resolveCalendar: JourneyActivities['resolveCalendar'] = (question) => {
  const dayZero = startOfDay(question);
  const onDay = (day: number): string => instantOf(dayZero.plus({ days: day }));
  return Promise.resolve({
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
  });
};

function startOfDay({ anchor, zone }: CalendarQuestion): DateTime {
  const day = DateTime.fromISO(anchor, { zone }).startOf('day');
  if (day.isValid) return day;
  throw ApplicationFailure.nonRetryable('the anchor or zone of a calendar is invalid', 'calendar');
}

function durationOf(from: FollowUpVisit['from']): object {
  return { ...from };
}

function instantOf(time: DateTime): string {
  return time.toUTC().toISO() ?? '';
}
