import type { Status } from './status.js';

const day = 24 * 60 * 60_000;

type Dated = { readonly at: string; readonly warnAt?: string | undefined };

/** What decides which state a journey shows. */
export type Standing = {
  readonly outcome: string | null;
  readonly holds: number;
  readonly deadlines: readonly Dated[];
  /** Whether somebody else, or time, has to do something next; undefined where it is not known. */
  readonly waitsFor?: 'others' | 'time' | 'nobody-asked' | undefined;
};

/** Whether a deadline has passed. */
export function isOverdue({ at }: Dated, now: number): boolean {
  return Date.parse(at) < now;
}

/** Whether the warning step of a deadline is reached: its own, or a day before where none is known. */
export function isDueSoon({ at, warnAt }: Dated, now: number): boolean {
  const warning = warnAt === undefined ? Date.parse(at) - day : Date.parse(warnAt);
  return now >= warning && !isOverdue({ at }, now);
}

/** The first of what holds: hold, overdue, due, blocked, waiting, in progress. */
export function journeyState(
  { outcome, holds, deadlines, waitsFor }: Standing,
  now: number,
): Status {
  if (outcome !== null) return 'closed';
  if (holds > 0) return 'hold';
  if (deadlines.some((one) => isOverdue(one, now))) return 'overdue';
  if (deadlines.some((one) => isDueSoon(one, now))) return 'due';
  if (waitsFor === 'nobody-asked') return 'blocked';
  return waitsFor === undefined ? 'current' : 'waiting';
}
