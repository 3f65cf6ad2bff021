import { hours, instant, ms, type PlannedEvent } from '../story/planned-event.js';
import { type Random, randomOf } from '../story/random.js';

type Data = PlannedEvent['data'];

/** An event as its partner tells it: at first, and what follows because that was wrong. */
export type Telling = {
  readonly event: PlannedEvent;
  /** What was told first of it; itself, unless it takes back or corrects. */
  readonly first: PlannedEvent;
};

/** How data of a type are told when somebody slips; undefined where these cannot be. */
type Slip = (data: Data) => Data | undefined;

function mistyped(name: string, by: (value: number) => number): Slip {
  return (data) => {
    const value = data[name];
    return typeof value === 'number' ? { ...data, [name]: by(value) } : undefined;
  };
}

const inTenths = (value: number): number => Math.round(value * 10) / 10;

/** A sterility that failed would call people in at night, which no slip of the demonstration may. */
function failed(data: Data): Data | undefined {
  return data['test'] === 'sterility' ? undefined : { ...data, passed: false };
}

/** The slips of each type: what stands at first is wrong, and safe to have been believed for some hours. */
const slips: Readonly<Record<string, Slip>> = {
  'patient.measured': mistyped('weightKg', (value) => inTenths(value * 1.02)),
  'collection.counted': mistyped('viabilityPercent', (value) => value - 1),
  'laboratory.resulted': mistyped('value', (value) => value * 1.01),
  'screening.resulted': mistyped('value', (value) => value * 1.01),
  'vitals.recorded': mistyped('spo2Percent', (value) => value - 1),
  'quality.tested': failed,
  'batch.released': mistyped('viabilityPercent', (value) => value - 1),
  'product.received': (data) => ({ ...data, loggerDownloaded: false }),
  'shipment.booked': (data) => ({ ...data, waybill: `${String(data['waybill'])}X` }),
};

/** What was meant for another patient; taken back when that is seen. */
const mistakable = new Set(['patient.measured', 'laboratory.resulted', 'vitals.recorded']);

/**
 * How a partner tells an event: most of them once and for all; of `corrections`, a proportion from 0 to 1, first something
 * that is wrong and hours later what is right, or beside it what is another patient's and is taken back.
 */
export function tellingsOf(
  event: PlannedEvent,
  seed: number,
  corrections: number,
): readonly Telling[] {
  const random = randomOf(seed, 'slip', event.id);
  if (!random.chance(corrections)) return [{ event, first: event }];
  const slipped = slips[event.type]?.(event.data);
  if (slipped === undefined) return [{ event, first: event }];
  return mistakable.has(event.type) && random.chance(0.5)
    ? mistaken(event, slipped, random)
    : corrected(event, slipped, random);
}

function corrected(event: PlannedEvent, slipped: Data, random: Random): readonly Telling[] {
  const first = { ...event, data: slipped };
  const correction = {
    ...later(event, random),
    id: `${event.id}/corrected`,
    type: event.type === 'quality.tested' ? 'quality.amended' : event.type,
    corrects: event.id,
    data: { happenedAt: event.time, ...event.data },
  };
  return [
    { event: first, first },
    { event: correction, first },
  ];
}

function mistaken(event: PlannedEvent, slipped: Data, random: Random): readonly Telling[] {
  const first = { ...event, id: `${event.id}/mistaken`, data: slipped };
  const retraction = {
    ...later(event, random),
    id: `${event.id}/mistaken/retracted`,
    type: 'record.retracted',
    data: { retractedId: first.id, reason: 'wrong-patient' },
  };
  return [
    { event, first: event },
    { event: first, first },
    { event: retraction, first },
  ];
}

function later(event: PlannedEvent, random: Random): PlannedEvent {
  return { ...event, time: instant(ms(event.time) + Math.round(hours(random.between(2, 12)))) };
}
