import { happenedAt, isClockSuspect, type JourneyEvent } from '../journey/event.js';
import type { DetailOf, EventName } from '../journey/record-detail.js';
import { type Digest, partnerOf, type RecordDraft } from '../journey/record.js';
import { rememberedKey } from '../journey/remembered.js';
import type { JourneyState } from '../journey/state.js';
import { contentText } from '../occurrences/content.js';
import { twinOf } from '../occurrences/twin.js';
import { type Instant, isBefore } from '../time/instant.js';
import { isEvent, keptEvent } from '../told/told.js';
import { withFact } from '../told/with-fact.js';
import { deviations } from './dependent-decisions.js';
import { lateFact } from './late-facts.js';
import { retracted } from './retracted.js';
import { reviewAsked } from './review.js';

/** The record that applies an event. */
export function factDraft(event: JourneyEvent, flags: readonly string[] = []): RecordDraft {
  const { type, ...fact } = event;
  return {
    type,
    actor: partnerOf(event),
    fact: flags.length === 0 ? fact : { ...fact, flags },
  };
}

/** The event that another one takes back or corrects; undefined for one that stands for itself. */
export function targetOf({ type, source, data, corrects }: JourneyEvent): EventName | undefined {
  const id = type === 'record.retracted' ? data['retractedId'] : corrects;
  return typeof id === 'string' ? { source, id } : undefined;
}

/** The types of which it has to be judged whose they are before they may be told otherwise. */
const judgedFirst: readonly string[] = ['material.received', 'product.received', 'product.thawed'];

/** Whether what an event takes back or corrects has not come yet, or still waits to be judged. */
export function isAheadOfTarget(
  state: JourneyState,
  event: JourneyEvent,
  { hash }: Digest,
): boolean {
  const target = targetOf(event);
  if (target === undefined) return false;
  const parked = state.parked.find((one) => isEvent(one.event, target));
  return (
    !state.remembered.includes(rememberedKey(target, hash)) ||
    (parked !== undefined && judgedFirst.includes(parked.event.type))
  );
}

/** Where a difference harms nobody tonight: papers of a shipment, times of a stay. */
const canWait = /^(?:shipment|patient)\./;

/**
 * The records that accept an event which arrived at `arrivedAt`: as a fact, as one more word on what is known, in the place of
 * what it corrects, or as taking back; with what follows for decisions that rest on what changes.
 */
export function accepted(
  state: JourneyState,
  event: JourneyEvent,
  arrivedAt: Instant,
  now: Instant,
  digest: Digest,
): readonly RecordDraft[] {
  const flags = isClockSuspect(event, arrivedAt, state.enrolment) ? ['clock-suspect'] : [];
  const target = targetOf(event);
  if (target !== undefined) return changed(state, event, target, flags);
  const twin = twinOf(state, event, digest.hash);
  if (twin === undefined) {
    return [factDraft(event, flags), ...late(state, event, flags, arrivedAt, now, digest)];
  }
  if (twin.isSame) {
    const detail: DetailOf['event.confirmed'] = {
      event,
      ...(twin.name === undefined ? {} : { confirms: twin.name }),
      ...(flags.length === 0 ? {} : { flags }),
    };
    return [{ type: 'event.confirmed', actor: partnerOf(event), detail }];
  }
  return [
    factDraft(event, [...flags, 'disputed']),
    ...reviewAsked(state, `occurrence/${event.type}/${event.id}`, !canWait.test(event.type)),
  ];
}

/** A fact that takes back or corrects another one. */
function changed(
  state: JourneyState,
  event: JourneyEvent,
  target: EventName,
  flags: readonly string[],
): readonly RecordDraft[] {
  const isRetraction = event.type === 'record.retracted';
  const known = state.told.facts.find((one) => isEvent(one.event, target));
  const isSame =
    !isRetraction &&
    known !== undefined &&
    known.event.type === event.type &&
    contentText(known.event.data) === contentText(keptEvent(event).data);
  return [
    factDraft(event, flags),
    isRetraction
      ? retracted(target, String(event.data['reason']), partnerOf(event))
      : corrected(target, event),
    ...(isSame ? [] : deviations(state, [target.id], isRetraction ? 'retracted' : 'corrected')),
    ...(known === undefined && state.told.base !== null
      ? reviewAsked(state, `settled/${target.id}`, true)
      : []),
  ];
}

function corrected(target: EventName, event: JourneyEvent): RecordDraft {
  const detail: DetailOf['event.corrected'] = { event: target, by: event.id };
  return { type: 'event.corrected', actor: partnerOf(event), detail };
}

function late(
  state: JourneyState,
  event: JourneyEvent,
  flags: readonly string[],
  arrivedAt: Instant,
  now: Instant,
  { hash }: Digest,
): readonly RecordDraft[] {
  const happened = happenedAt(event);
  if (!state.decisions.some(({ at }) => isBefore(happened, at))) return [];
  const suspectAt = flags.length === 0 ? undefined : arrivedAt;
  const after = withFact(state, event, { sequence: state.sequence + 1, hash, suspectAt });
  return lateFact(state, after, event, now);
}
