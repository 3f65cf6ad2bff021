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
  readonly event: Pick<JourneyEvent, 'id' | 'source' | 'type' | 'time' | 'data'>;
};

/** How one event type changes a journey, and what must be known first (null: nothing is missing). */
export type FactRule<T extends FactType> = {
  readonly apply: (state: JourneyState, fact: Fact<T>) => JourneyState;
  readonly needs?: (state: JourneyState, data: FactData[T]) => string | null;
  /** What it needs are facts alone, without which it changes nothing. */
  readonly restsOnFacts?: true;
};

/** A family of fact rules. */
export type FactRules<T extends FactType> = { readonly [type in T]: FactRule<type> };

/** What makes the evidence of an event weaker: a wrong clock, or that it was told in different ways. */
export type Doubts = Pick<Evidence, 'clockSuspect' | 'disputed'>;

/** The evidence an event gives; that of a wrong clock has the time of its arrival, see `asArrived`. */
export function evidenceOf(
  { id, source, ...event }: Pick<JourneyEvent, 'id' | 'source' | 'type' | 'time' | 'data'>,
  doubts: Doubts,
): Evidence {
  return { eventId: id, source, happenedAt: happenedAt(event), ...doubts };
}

/**
 * Whether `incoming` outranks `existing`: facts of one kind order by when they happened, then source, then id,
 * so that the order of arrival never matters. What a wrong clock says ranks by its arrival, and first at one instant: bad news
 * of it counts, and good news opens no gate.
 */
export function outranks(incoming: Evidence, existing: Evidence | undefined): boolean {
  if (existing === undefined) return true;
  const difference = Date.parse(incoming.happenedAt) - Date.parse(existing.happenedAt);
  if (difference !== 0) return difference > 0;
  if (incoming.clockSuspect !== existing.clockSuspect) return incoming.clockSuspect === true;
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

/** Changes the state unless an event that outranks this one already said `what`. */
export function stating(
  state: JourneyState,
  what: string,
  evidence: Evidence,
  change: (state: JourneyState) => JourneyState,
): JourneyState {
  return outranks(evidence, state.statements[what])
    ? change({ ...state, statements: { ...state.statements, [what]: evidence } })
    : state;
}

/** The list with one more item, in the order in which things happened. */
export function inOrder<T extends { readonly evidence: Evidence }>(
  items: readonly T[],
  item: T,
): readonly T[] {
  return [...items, item].toSorted((a, b) => (outranks(a.evidence, b.evidence) ? 1 : -1));
}

/** The list with every item that `matches` changed. */
export function changeWhere<T>(
  items: readonly T[],
  matches: (item: T) => boolean,
  change: (item: T) => T,
): readonly T[] {
  return items.map((item) => (matches(item) ? change(item) : item));
}
