import { type Instant, isBefore } from '../time/instant.js';

/** An inbound event as a signal carries it: checked at the edge, without identity or free text. */
export type JourneyEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** When it was recorded; when it happened is in the data, see `happenedAt`. */
  readonly time: Instant;
  readonly data: Readonly<Record<string, unknown>>;
  readonly corrects?: string;
  readonly entryMode?: string;
  readonly performedBy?: string;
  readonly toldBy?: string;
  readonly requestId?: string;
};

const ownInstantField: Readonly<Record<string, string>> = {
  'patient.measured': 'measuredAt',
  'screening.resulted': 'collectedAt',
  'laboratory.resulted': 'collectedAt',
  'apheresis.started': 'startedAt',
  'apheresis.completed': 'completedAt',
  'product.received': 'receivedAt',
  'material.received': 'receivedAt',
  'shipment.received': 'receivedAt',
  'disease.progressed': 'assessedAt',
  'lymphodepletion.completed': 'completedAt',
  'product.thawed': 'thawedAt',
  'vitals.recorded': 'measuredAt',
  'capd.assessed': 'assessedAt',
  'medication.given': 'givenAt',
  'response.assessed': 'assessedAt',
  'relapse.detected': 'detectedAt',
  'safety-switch.activated': 'activatedAt',
  'shipment.temperature-breached': 'since',
  'telemetry.recorded': 'recordedAt',
};

/** When an event happened: its type's own instant, else `happenedAt`, else when it was recorded. */
export function happenedAt(event: Pick<JourneyEvent, 'type' | 'data' | 'time'>): Instant {
  const own = ownInstantField[event.type];
  const value = (own === undefined ? undefined : event.data[own]) ?? event.data['happenedAt'];
  return typeof value === 'string' ? value : event.time;
}

/** An event as if it had been recorded and had happened when it arrived: what is left of the instants of a wrong clock. */
export function asArrived<E extends Pick<JourneyEvent, 'type' | 'time' | 'data'>>(
  event: E,
  arrivedAt: Instant,
): E {
  const own = ownInstantField[event.type];
  const fields = [own, 'happenedAt'].filter(
    (field): field is string => field !== undefined && event.data[field] !== undefined,
  );
  const instants = Object.fromEntries(fields.map((field) => [field, arrivedAt]));
  return { ...event, time: arrivedAt, data: { ...event.data, ...instants } };
}

const clockToleranceMs = 5 * 60_000;

/** Whether an event tells of product that flows into the patient. */
export function isOfInfusion({ type }: Pick<JourneyEvent, 'type'>): boolean {
  return type.startsWith('infusion.') && type !== 'infusion.reaction-reported';
}

/** Product flows and is thawed after the patient was enrolled; results and consents may be older. */
function isOfTreatment(event: JourneyEvent): boolean {
  return event.type === 'product.thawed' || isOfInfusion(event);
}

/**
 * Whether the clock of an event is wrong: it says that it was recorded or happened more than five minutes after it `arrivedAt`,
 * or that product was thawed or flowed before the patient was enrolled.
 */
export function isClockSuspect(
  event: JourneyEvent,
  arrivedAt: Instant,
  { enrolledAt }: { readonly enrolledAt: Instant },
): boolean {
  const happened = happenedAt(event);
  const latest = Math.max(Date.parse(event.time), Date.parse(happened));
  return (
    latest > Date.parse(arrivedAt) + clockToleranceMs ||
    (isOfTreatment(event) && isBefore(happened, enrolledAt))
  );
}

/** The name under which a journey remembers an event for life, before hashing. */
export function eventKey(event: Pick<JourneyEvent, 'source' | 'id'>): string {
  return `${event.source}|${event.id}`;
}
