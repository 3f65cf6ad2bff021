import { happenedAt, type JourneyEvent } from '../journey/event.js';
import type { Evidence, JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import type { FactData, FactType } from './fact-data.js';

/** An event of a known type with its data typed and its instant resolved. */
export type Fact<T extends FactType> = {
  readonly type: T;
  readonly data: FactData[T];
  readonly at: Instant;
  readonly evidence: Evidence;
};

/** How one event type changes a journey, and what must be known first (null: nothing is missing). */
export type FactRule<T extends FactType> = {
  readonly apply: (state: JourneyState, fact: Fact<T>) => JourneyState;
  readonly needs?: (state: JourneyState, data: FactData[T]) => string | null;
};

/** A family of fact rules. */
export type FactRules<T extends FactType> = { readonly [type in T]: FactRule<type> };

/** The evidence an event gives. */
export function evidenceOf(event: JourneyEvent): Evidence {
  return { eventId: event.id, source: event.source, happenedAt: happenedAt(event) };
}

/**
 * Whether `incoming` outranks `existing`: facts of one kind order by when they happened, then source, then id,
 * so that the order of arrival never matters.
 */
export function outranks(incoming: Evidence, existing: Evidence | undefined): boolean {
  if (existing === undefined) return true;
  const difference = Date.parse(incoming.happenedAt) - Date.parse(existing.happenedAt);
  if (difference !== 0) return difference > 0;
  if (incoming.source !== existing.source) return incoming.source > existing.source;
  return incoming.eventId > existing.eventId;
}

/** Puts `value` under `key` unless what stands there outranks it. */
export function latestUnder<T extends { readonly evidence: Evidence }>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
): Readonly<Record<string, T>> {
  return outranks(value.evidence, record[key]?.evidence) ? { ...record, [key]: value } : record;
}

/** The list with every item that `matches` changed. */
export function changeWhere<T>(
  items: readonly T[],
  matches: (item: T) => boolean,
  change: (item: T) => T,
): readonly T[] {
  return items.map((item) => (matches(item) ? change(item) : item));
}
