import { type Instant, toInstant } from './instant.js';

// A day ends last in the zone twelve hours behind UTC.
const lastZoneMs = 12 * 3_600_000;

/**
 * The latest instant that a statement of time allows: a year its end, a month its end, a day its end, each in the zone
 * where it ends last, an instant itself. Undefined when it is none of these.
 */
export function latestInstantAllowed(statement: string): Instant | undefined {
  const vague = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(statement);
  if (vague === null) {
    const exact = Date.parse(statement);
    return Number.isNaN(exact) ? undefined : toInstant(exact);
  }
  const [, year, month, day] = vague;
  const end = Date.UTC(
    Number(year) + (month === undefined ? 1 : 0),
    month === undefined ? 0 : Number(month) - (day === undefined ? 0 : 1),
    day === undefined ? 1 : Number(day) + 1,
  );
  return toInstant(end + lastZoneMs);
}

// A day ends first in the zone fourteen hours ahead of UTC.
const firstZoneMs = 14 * 3_600_000;

/** The end of a calendar day (YYYY-MM-DD) in the zone where it ends first: from then on it may be over. */
export function earliestEndOfDay(date: string): Instant {
  return toInstant(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + 24 * 3_600_000 - firstZoneMs);
}

/** Until when something holds that was said to hold until then: its instant, or the end of its day where that ends first. */
export function endOfValidity(stated: string): Instant {
  return stated.includes('T') ? stated : earliestEndOfDay(stated);
}
