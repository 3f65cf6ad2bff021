import type { DetailOf } from '../src/journey/record-detail.js';
import type { FollowUpVisit } from '../src/rules/monitoring-rules.js';
import type { RuleSlice } from '../src/rules/rule-slice.js';
import { type Instant, plusDays } from '../src/time/instant.js';

/** The calendar of monitoring and follow-up for an infusion, days taken as UTC days of 24 hours. */
export function calendarFor(rules: RuleSlice, anchor: Instant): DetailOf['calendar.resolved'] {
  const dayZero = anchor.slice(0, 10);
  const dayZeroStartsAt = `${dayZero}T00:00:00.000Z`;
  const daysOf = (from: FollowUpVisit['from']): number => {
    if ('days' in from) return from.days;
    return 'months' in from ? Math.round(from.months * 30.44) : Math.round(from.years * 365.25);
  };
  return {
    calendar: { zone: 'UTC', dayZero, dayZeroStartsAt },
    windows: rules.monitoring.windows.map(({ name, from, until, inclusive }) => ({
      name,
      from: plusDays(dayZeroStartsAt, from),
      until: plusDays(dayZeroStartsAt, until + (inclusive ? 1 : 0)),
    })),
    visits: rules.followUp.visits.map(({ name, from }) => {
      const dueAt = plusDays(dayZeroStartsAt, daysOf(from));
      return { name, dueAt, windowUntil: plusDays(dueAt, rules.followUp.toleranceDays) };
    }),
  };
}
