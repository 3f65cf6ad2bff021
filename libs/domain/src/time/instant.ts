const dayMs = 86_400_000;

/** An RFC 3339 instant in UTC, as text. */
export type Instant = string;

/** `instant` moved by `days` times 24 hours (not calendar days). */
export function plusDays(instant: Instant, days: number): Instant {
  return toInstant(Date.parse(instant) + days * dayMs);
}

/** `instant` moved by `hours`. */
export function plusHours(instant: Instant, hours: number): Instant {
  return toInstant(Date.parse(instant) + hours * 3_600_000);
}

/** `instant` moved by `minutes`. */
export function plusMinutes(instant: Instant, minutes: number): Instant {
  return toInstant(Date.parse(instant) + minutes * 60_000);
}

/** The same day and time in UTC some years later; the 29th of February becomes the 1st of March. */
export function plusYears(instant: Instant, years: number): Instant {
  const moved = new Date(instant);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved.toISOString();
}

/** Epoch milliseconds as an instant. */
export function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** An instant of any offset in UTC; a calendar date, and what is no instant, stays as it is. */
export function inUtc(stated: string): Instant {
  const ms = stated.includes('T') ? Date.parse(stated) : Number.NaN;
  return Number.isNaN(ms) ? stated : toInstant(ms);
}

/** The first instant of a calendar date in UTC, or the instant itself; what is neither stays as it is. */
export function startOf(stated: string): Instant {
  const ms = Date.parse(stated);
  return Number.isNaN(ms) ? stated : toInstant(ms);
}

/** Whether `a` lies before `b`; offsets may differ. */
export function isBefore(a: Instant, b: Instant): boolean {
  return Date.parse(a) < Date.parse(b);
}

/** Whether `b` is reached or passed at `a`. */
export function isAtOrAfter(a: Instant, b: Instant): boolean {
  return Date.parse(a) >= Date.parse(b);
}

/** The earliest of the given instants, or undefined when there is none. */
export function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  let first: Instant | undefined;
  for (const instant of instants) {
    if (instant !== undefined && (first === undefined || isBefore(instant, first))) first = instant;
  }
  return first;
}
