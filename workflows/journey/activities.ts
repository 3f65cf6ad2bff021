import type { RegisteredIdentifier } from '#domain/journey/command.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { DetailOf } from '#domain/journey/record-detail.js';
import type { FollowUpVisit, MonitoringWindow } from '#domain/rules/monitoring-rules.js';
import type { Instant } from '#domain/time/instant.js';
import type { NamedIdentifier } from './named-identifiers.js';

/** Calendar rules to be expanded at their anchor, which happened at `anchor` in the time zone `zone`. */
export type CalendarQuestion = {
  readonly anchor: Instant;
  readonly zone: string;
  readonly windows: readonly MonitoringWindow[];
  readonly visits: readonly FollowUpVisit[];
  /** Days after its due date until which a visit still counts as on time. */
  readonly toleranceDays: number;
};

/** What a journey asks of the world; implemented by the treatment worker. */
export type JourneyActivities = {
  /** Writes records to the journal and then the requests among them to their partners; repeating it is harmless. */
  publishJournal(publication: {
    readonly journeyId: string;
    readonly records: readonly JournalRecord[];
  }): Promise<{ readonly lastSequence: number; readonly lastHash: string }>;
  /**
   * Claims for a journey what it names as its own, tells the owners of what it claimed or scanned and is theirs, and answers
   * which claims were in vain and what other journeys have scanned of this one; repeating it is harmless. Where `keeps` stands
   * it is all that the journey names by now: what it claimed or scanned beside that is released, for its event was taken back.
   */
  claimIdentifiers(named: {
    readonly journeyId: string;
    readonly keeps?: readonly RegisteredIdentifier[];
    readonly claims: readonly NamedIdentifier[];
    readonly scans: readonly NamedIdentifier[];
  }): Promise<{
    readonly foreign: readonly RegisteredIdentifier[];
    readonly namedElsewhere: readonly NamedIdentifier[];
  }>;
  /** Expands calendar rules into instants, daylight saving included. */
  resolveCalendar(question: CalendarQuestion): Promise<DetailOf['calendar.resolved']>;
};
