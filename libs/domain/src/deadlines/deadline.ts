import type { Severity } from '../journey/vocabulary.js';
import type { Instant } from '../time/instant.js';

/** What follows when a deadline is missed by so many hours, by whom; steps count on from 3. */
export type Reminder = {
  readonly step: number;
  readonly afterHours: number;
  readonly owner: string;
  readonly consequence: string;
  /** Whether somebody is called, at night as well. */
  readonly pages: boolean;
};

/** Something that has to happen by an instant of journey time. */
export type Deadline = {
  /** Its kind and, after a slash, what it is about: unique in a journey. */
  readonly name: string;
  readonly warnAt?: Instant;
  /** Further warnings as time runs out; their steps count from 11. */
  readonly moreWarningsAt?: readonly Instant[];
  readonly at: Instant;
  readonly severity: Severity;
  readonly owner: string;
  readonly consequence: string;
  /** What follows when it is missed, where that is more than saying so once. */
  readonly reminders?: readonly Reminder[];
};

/** One step of a deadline that is to be raised once. */
export type DeadlineStep = {
  readonly type: 'deadline.warned' | 'deadline.due' | 'deadline.missed';
  readonly step: number;
  readonly at: Instant;
  readonly deadline: Deadline;
  /** Whether somebody is called at this step. */
  readonly pages?: boolean;
};
