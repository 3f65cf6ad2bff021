const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Parts = Readonly<Record<Intl.DateTimeFormatPartTypes, string>>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** American zones have their short names in American English alone. */
function localeOf(zone: string): string {
  return zone.startsWith('America/') ? 'en-US' : 'en-GB';
}

/** A day that was stated without a time is that day everywhere: no zone moves it. */
function isDay(instant: string | number): boolean {
  return typeof instant === 'string' && !instant.includes('T');
}

function partsIn(instant: string | number, zone: string): Parts {
  return partsOf(msOf(instant), isDay(instant) ? 'UTC' : zone);
}

function partsOf(at: number, zone: string): Parts {
  const made = formats.get(zone);
  const format =
    made ??
    new Intl.DateTimeFormat(localeOf(zone), {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
  if (made === undefined) formats.set(zone, format);
  const parts = format.formatToParts(at).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as Parts;
}

/** `08:42`. */
export function clockTime(instant: string | number, zone: string): string {
  const { hour: hours, minute: minutes } = partsOf(msOf(instant), zone);
  return `${hours}:${minutes}`;
}

/** `CET`. */
export function zoneName(instant: string | number, zone: string): string {
  return partsOf(msOf(instant), zone).timeZoneName;
}

/** `23 Nov`, with the year where it is not the one of `now`. */
export function shortDate(instant: string | number, zone: string, now: number): string {
  const { day: date, month, year } = partsIn(instant, zone);
  return year === partsOf(now, zone).year ? `${date} ${month}` : `${date} ${month} ${year}`;
}

/** `Mon 23 Nov`. */
export function weekdayDate(instant: string | number, zone: string, now: number): string {
  return `${partsIn(instant, zone).weekday} ${shortDate(instant, zone, now)}`;
}

/** `today 08:42` on the day of `now`, else `Mon 23 Nov 08:42`; without its zone, for columns that name it. */
export function dateTime(instant: string | number, zone: string, now: number): string {
  if (isDay(instant)) return weekdayDate(instant, zone, now);
  const time = clockTime(instant, zone);
  return isSameDay(msOf(instant), now, zone)
    ? `today ${time}`
    : `${weekdayDate(instant, zone, now)} ${time}`;
}

/** `Mon 23 Nov 08:42 CET`. */
export function dateTimeZone(instant: string | number, zone: string, now: number): string {
  if (isDay(instant)) return weekdayDate(instant, zone, now);
  return `${weekdayDate(instant, zone, now)} ${clockTime(instant, zone)} ${zoneName(instant, zone)}`;
}

const instantInText = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:[.]\d+)?)?Z)?(?![\w-])/g;

/** A sentence of the server with its instants in the time of a site, and its days as people say them. */
export function withLocalTimes(text: string, zone: string, now: number): string {
  return text.replaceAll(instantInText, (instant) => dateTimeZone(instant, zone, now));
}

/** `Mon 23 Nov 2026 08:42 CET (07:42 UTC)`, as it stands beside a signature. */
export function signedTime(instant: number, zone: string): string {
  const { weekday, day: date, month, year } = partsOf(instant, zone);
  const utc = clockTime(instant, 'UTC');
  return `${weekday} ${date} ${month} ${year} ${clockTime(instant, zone)} ${zoneName(instant, zone)} (${utc} UTC)`;
}

/** How long something lasts, in its two largest units: `2 h 18 min`, `3 d`. */
export function duration(ms: number): string {
  const length = Math.abs(ms);
  if (length < minute) return 'less than 1 min';
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length < day) return twoUnits(length, hour, minute, 'h', 'min');
  if (length < 3 * day) return twoUnits(length, day, hour, 'd', 'h');
  if (length < 120 * day) return `${Math.floor(length / day)} d`;
  const months = Math.floor(length / (30.44 * day));
  return months < 24 ? `${months} months` : `${Math.floor(length / (365.25 * day))} years`;
}

function twoUnits(
  length: number,
  large: number,
  small: number,
  first: string,
  then: string,
): string {
  const whole = Math.floor(length / large);
  const rest = Math.floor((length % large) / small);
  return rest === 0 ? `${whole} ${first}` : `${whole} ${first} ${rest} ${then}`;
}

/** `in 1 h 18 min` before, `11 min late` after. */
export function untilDue(instant: string, now: number): string {
  const left = Date.parse(instant) - now;
  return left >= 0 ? `in ${duration(left)}` : `${duration(left)} late`;
}

/** `40 s ago`, `3 d ago`. */
export function ago(instant: string | number, now: number): string {
  const age = Math.max(0, now - msOf(instant));
  return age < minute ? `${Math.floor(age / 1_000)} s ago` : `${duration(age)} ago`;
}

/** How far what happened is from what was planned, in whole days: `on time`, `2 d late`, `1 d early`. */
export function difference(planned: string, actual: string): string {
  const days = Math.round((Date.parse(actual) - Date.parse(planned)) / day);
  if (days === 0) return 'on time';
  return days > 0 ? `${days} d late` : `${-days} d early`;
}

/** Whether two instants lie on one calendar day of a zone. */
export function isSameDay(one: number, other: number, zone: string): boolean {
  const [a, b] = [partsOf(one, zone), partsOf(other, zone)];
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/** The instant of what a person typed as local date and time (`2026-11-23T08:42`) in a zone. */
export function instantIn(local: string, zone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone)).toISOString();
}

/** An instant as an input of local date and time takes it: `2026-11-23T08:42`. */
export function localInput(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

function offsetAt(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
  return local - Math.floor(at / 1_000) * 1_000;
}

function msOf(instant: string | number): number {
  return typeof instant === 'number' ? instant : Date.parse(instant);
}
