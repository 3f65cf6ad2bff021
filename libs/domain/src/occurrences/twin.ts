import type { JourneyEvent } from '../journey/event.js';
import type { EventName } from '../journey/record-detail.js';
import type { Hash } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import { settledKey } from '../told/settled.js';
import { standingFacts } from '../told/standing-facts.js';
import { isEvent, keptEvent } from '../told/told.js';
import { contentText } from './content.js';
import { sameDose } from './doses.js';
import { occurrenceKey } from './occurrence-key.js';

/** What was told before of the same occurrence. */
export type Twin = {
  /** The event that told it; undefined where it can no longer be told otherwise. */
  readonly name?: EventName;
  /** Whether it said the same. */
  readonly isSame: boolean;
};

/** What stands of the occurrence that an event tells of; the one that says the same, if one does. */
export function twinOf(state: JourneyState, event: JourneyEvent, hash: Hash): Twin | undefined {
  const told = keptEvent(event);
  const content = contentText(told.data);
  const dose = sameDose(state, event);
  if (dose !== undefined) {
    return {
      name: { source: dose.source, id: dose.eventId },
      isSame: dose.content === content,
    };
  }
  const key = occurrenceKey(told);
  if (key === null) return undefined;
  const twins = membersOf(state, key).filter((one) => !isEvent(one, event));
  const same = twins.find((one) => contentText(one.data) === content && one.type === told.type);
  const twin = same ?? twins[0];
  if (twin === undefined) return settledTwin(state, told, hash);
  return { name: { source: twin.source, id: twin.id }, isSame: same !== undefined };
}

function membersOf({ told }: JourneyState, key: string): readonly JourneyEvent[] {
  return standingFacts(told.facts)
    .map(({ event }) => event)
    .filter((event) => occurrenceKey(event) === key);
}

function settledTwin(
  { told }: JourneyState,
  event: Parameters<typeof settledKey>[0],
  hash: Hash,
): Twin | undefined {
  const known = settledKey(event, hash);
  if (known === null || !told.settled.some((one) => one.startsWith(known.key))) return undefined;
  return { isSame: told.settled.includes(known.key + known.content) };
}

/** The events that tell of the same occurrence as one of them, that one included; none when it does not stand. */
export function tellingsOf(state: JourneyState, eventId: string): readonly EventName[] {
  const dose = state.told.doses.find((one) => one.eventId === eventId);
  if (dose !== undefined) {
    return state.told.doses
      .filter(
        ({ drug, givenAt }) =>
          drug === dose.drug &&
          Math.abs(Date.parse(givenAt) - Date.parse(dose.givenAt)) <= 10 * 60_000,
      )
      .map(({ source, eventId: id }) => ({ source, id }));
  }
  const event = standingFacts(state.told.facts).find((one) => one.event.id === eventId)?.event;
  const key = event === undefined ? null : occurrenceKey(event);
  return key === null ? [] : membersOf(state, key).map(({ source, id }) => ({ source, id }));
}
