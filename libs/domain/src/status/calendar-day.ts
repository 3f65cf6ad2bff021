import type { Calendar } from '../journey/state.js';
import type { Instant } from '../time/instant.js';

const dayMs = 86_400_000;

/** Which calendar day an instant falls on at the infusing site, counted from day 0. */
export function calendarDay(calendar: Calendar, now: Instant): number {
  const today = dateIn(calendar.zone, now);
  return Math.round((Date.parse(today) - Date.parse(calendar.dayZero)) / dayMs);
}

/** A format is dear to make and cheap to keep; there are few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

function dateIn(zone: string, instant: Instant): string {
  const parts = formatOf(zone).formatToParts(Date.parse(instant));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
