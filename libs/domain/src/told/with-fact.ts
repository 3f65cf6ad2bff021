import { changeWhere } from '../facts/fact.js';
import { applyFact, isFactType, isReady } from '../facts/facts.js';
import { isClinicalMessage } from '../journey/clinical-message.js';
import type { JourneyEvent } from '../journey/event.js';
import { rememberedKey } from '../journey/remembered.js';
import type { Hash } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import { hasOccurrence, occurrenceKey } from '../occurrences/occurrence-key.js';
import { isObservationType } from '../toxicity/observation.js';
import type { Instant } from '../time/instant.js';
import { retold, withReading } from './fold-told.js';
import { settled } from './settled.js';
import { isEvent, keptEvent, type KeptFact } from './told.js';
import { withDose } from '../occurrences/doses.js';

type Named = Pick<JourneyEvent, 'id' | 'source'>;

/** How a fact came into its journey. */
export type Arrival = {
  readonly sequence: number;
  readonly hash: Hash;
  /** When it arrived, where its clock is wrong. */
  readonly suspectAt?: Instant | undefined;
};

/** Whether events of a type are kept, so that they can be told otherwise; others change nothing, or are observations. */
export function isKept(type: string): boolean {
  return isFactType(type) || (hasOccurrence(type) && !isObservationType(type));
}

/** The state after a fact was told: alone, as one more of its occurrence, or in the place of what it corrects. */
export function withFact(state: JourneyState, event: JourneyEvent, arrival: Arrival): JourneyState {
  const { corrects, source } = event;
  const isOvertaken = state.told.overtaken.includes(rememberedKey(event, arrival.hash));
  if (isOvertaken) return state;
  const before =
    corrects === undefined ? state : withTarget(state, { source, id: corrects }, arrival);
  if (isObservationType(event.type)) return withObserved(before, event, arrival);
  if (!isKept(event.type)) {
    return corrects === undefined ? before : retold(withoutKept(before, { source, id: corrects }));
  }
  const kept: KeptFact = {
    sequence: placeOf(before, event) ?? arrival.sequence,
    event: keptEvent(event),
    ...(arrival.suspectAt === undefined ? {} : { suspectAt: arrival.suspectAt }),
  };
  const { told } = before;
  const isPlain = corrects === undefined && isAloneAndReady(before, kept);
  const added = { ...before, told: { ...told, facts: [...told.facts, kept] } };
  const reading = { sequence: kept.sequence, facts: [kept], isDisputed: false };
  return settled(isPlain ? withReading(added, reading) : retold(acted(added, kept)), arrival.hash);
}

/** What a fact does beside what it tells: decisions and authorisations that it uses up or voids. */
function acted(state: JourneyState, { event, suspectAt }: KeptFact): JourneyState {
  const { decisions, authorizations } = applyFact(
    state,
    event,
    suspectAt === undefined ? {} : { suspectAt },
  );
  return { ...state, decisions, authorizations };
}

function isAloneAndReady({ told, ...state }: JourneyState, { event }: KeptFact): boolean {
  const key = occurrenceKey(event);
  return (
    told.waiting.length === 0 &&
    (isClinicalMessage(event) || isReady({ told, ...state }, event)) &&
    !told.facts.some(
      (one) =>
        (key !== null && occurrenceKey(one.event) === key) ||
        (one.event.source === event.source && one.event.corrects === event.id),
    )
  );
}

/** The place of what an event corrects; undefined where that is not kept. */
function placeOf({ told }: JourneyState, { source, corrects }: JourneyEvent): number | undefined {
  if (corrects === undefined) return undefined;
  return told.facts.find(({ event }) => isEvent(event, { source, id: corrects }))?.sequence;
}

/** The state in which an event is about to be corrected: parked it is kept, observed it is gone, unknown it is overtaken. */
function withTarget(state: JourneyState, target: Named, { sequence, hash }: Arrival): JourneyState {
  const parked = state.parked.find(({ event }) => isEvent(event, target));
  if (parked !== undefined) {
    const kept: KeptFact = { sequence, event: keptEvent(parked.event) };
    return {
      ...state,
      parked: state.parked.filter((one) => one !== parked),
      told: { ...state.told, facts: [...state.told.facts, kept] },
    };
  }
  const key = rememberedKey(target, hash);
  const told = state.remembered.includes(key)
    ? state.told
    : { ...state.told, overtaken: [...state.told.overtaken, key] };
  return withoutObserved({ ...state, told }, target);
}

function withoutObserved(state: JourneyState, target: Named): JourneyState {
  const { told } = state;
  return {
    ...state,
    observations: state.observations.filter(
      ({ eventId, source = target.source }) => eventId !== target.id || source !== target.source,
    ),
    told: {
      ...told,
      doses: told.doses.filter(
        ({ eventId, source }) => eventId !== target.id || source !== target.source,
      ),
    },
  };
}

/** Observations are not kept beyond what grading needs of them: of two corrections of one the one recorded later stands. */
function withObserved(
  state: JourneyState,
  event: JourneyEvent,
  { suspectAt }: Arrival,
): JourneyState {
  const { corrects } = event;
  const rival = state.observations.find(
    ({ source, replaces }) =>
      corrects !== undefined && source === event.source && replaces?.id === corrects,
  );
  const isLater =
    rival?.replaces === undefined ||
    Date.parse(rival.replaces.recordedAt) < Date.parse(event.time) ||
    (rival.replaces.recordedAt === event.time && rival.eventId < event.id);
  if (!isLater) return state;
  const rest =
    rival === undefined ? state : withoutObserved(state, { ...event, id: rival.eventId });
  const observed = applyFact(rest, event, suspectAt === undefined ? {} : { suspectAt });
  const told = withDose(withOrigin(observed, event), event);
  return corrects === undefined ? told : retold(withoutKept(told, { ...event, id: corrects }));
}

/** Grading asks only when and what; to correct it, it has to be known who said it. */
function withOrigin(
  state: JourneyState,
  { id, source, time, corrects }: JourneyEvent,
): JourneyState {
  return {
    ...state,
    observations: changeWhere(
      state.observations,
      (one) => one.eventId === id && one.source === undefined,
      (one) => ({
        ...one,
        source,
        ...(corrects === undefined ? {} : { replaces: { id: corrects, recordedAt: time } }),
      }),
    ),
  };
}

function withoutKept(state: JourneyState, target: Named): JourneyState {
  const { told } = state;
  const facts = told.facts.filter(({ event }) => !isEvent(event, target));
  return { ...state, told: { ...told, facts } };
}

/** The state as if events had never been told; what they corrected stands again. */
export function withoutFacts(state: JourneyState, events: readonly Named[]): JourneyState {
  const rest = events.reduce(
    (before, event) => withoutKept(withoutObserved(before, event), event),
    state,
  );
  const parked = state.parked.filter(({ event }) => !events.some((one) => isEvent(event, one)));
  return retold({ ...rest, parked });
}
