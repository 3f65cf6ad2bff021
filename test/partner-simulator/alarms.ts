import type { JournalRecord } from '#domain/journey/record.js';

/** What one person was told unasked: an alert, or that a deadline passed. */
export type Alarm = {
  readonly siteId: string;
  /** Who is told: who is on call, or the role that owns a deadline. */
  readonly person: string;
  readonly at: string;
  readonly kind: string;
  /** Whether it calls somebody, at night as well. */
  readonly isPage: boolean;
};

/** Kinds of alerts that say that a patient is doing worse, or that product may be lost. */
const deteriorations = ['toxicity-', 'intensive-care', 'admitted-elsewhere'];

/** Whether an alarm is of a patient who is really doing worse. */
export function isOfDeterioration({ kind }: Alarm): boolean {
  return deteriorations.some((one) => kind.startsWith(one));
}

/** What people of a site were told because of a journal. That an alert goes on to the next person is no other problem. */
export function alarmsOf(records: readonly JournalRecord[], siteId: string): readonly Alarm[] {
  return records.flatMap(({ type, time, data: { detail = {} } }): readonly Alarm[] => {
    const { kind, level, severity, name, owner } = detail;
    if (type === 'alert.raised' && (level ?? 1) === 1) {
      const isPage = severity === 'immediate';
      return [{ siteId, person: 'on-call', at: time, kind: String(kind), isPage }];
    }
    return type === 'deadline.missed'
      ? [{ siteId, person: String(owner), at: time, kind: String(name), isPage: false }]
      : [];
  });
}

const nightBegins = 22;
const nightEnds = 6;

/** The night in which an instant lies, by the date on which it began in a time zone; null by day. */
export function nightOf(at: string, zone: string): string | null {
  const hour = Number(hourIn(zone).format(Date.parse(at)));
  if (hour >= nightEnds && hour < nightBegins) return null;
  const sixHours = 6 * 3_600_000;
  return dayIn(zone).format(Date.parse(at) - sixHours);
}

/** The calendar day of an instant in a time zone. */
export function dayOf(at: string, zone: string): string {
  return dayIn(zone).format(Date.parse(at));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-CA', options);
  formats.set(key, format);
  return format;
}

function hourIn(timeZone: string): Intl.DateTimeFormat {
  return formatOf(`hour ${timeZone}`, { timeZone, hour: '2-digit', hourCycle: 'h23' });
}

function dayIn(timeZone: string): Intl.DateTimeFormat {
  return formatOf(`day ${timeZone}`, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
}

/** How many alarms there are of each kind that `about` names. */
export function counted<T>(
  items: readonly T[],
  about: (item: T) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(about(item), (counts.get(about(item)) ?? 0) + 1);
  return counts;
}
