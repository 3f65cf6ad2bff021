import type { Severity } from '../journey/vocabulary.js';
import type { Instant } from '../time/instant.js';

/** Something that has to happen by an instant of journey time. */
export type Deadline = {
  /** Its kind and, after a slash, what it is about: unique in a journey. */
  readonly name: string;
  readonly warnAt?: Instant;
  readonly at: Instant;
  readonly severity: Severity;
  readonly owner: string;
  readonly consequence: string;
};

/** One step of a deadline that is to be raised once. */
export type DeadlineStep = {
  readonly type: 'deadline.warned' | 'deadline.due' | 'deadline.missed';
  readonly step: number;
  readonly at: Instant;
  readonly deadline: Deadline;
};
