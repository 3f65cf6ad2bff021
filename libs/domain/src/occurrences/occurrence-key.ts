import { normalisedIdentifier } from '../identifiers/normalised-identifier.js';
import { happenedAt } from '../journey/event.js';
import type { KeptEvent } from '../told/told.js';

type Key = (event: KeptEvent) => readonly string[];

function scanned(...names: readonly string[]): Key {
  return ({ data }) => names.map((name) => normalisedIdentifier(String(data[name])));
}

const bag = scanned('bagId');
const shipment = scanned('shipmentId');
const donation = scanned('donationId');
const instant: Key = (event) => [String(Date.parse(happenedAt(event)))];

const testedSample: Key = (event) => [
  ...scanned('batchId', 'sampleId')(event),
  String(event.data['test']),
  String(event.data['resultStatus']),
];

/**
 * The types that happen once, and of their data what makes two events the same occurrence. The chain of identity is no part
 * of a key: whatever reaches this journey names it. `medication.given` is known by its time instead, see `doses`.
 */
const keys: Readonly<Record<string, Key>> = {
  'apheresis.started': ({ data }) => [String(data['attempt'])],
  'apheresis.completed': donation,
  'collection.counted': donation,
  'product.received': (event) => [
    ...scanned('batchId')(event),
    ...bagIdsOf(event).map(normalisedIdentifier).toSorted(),
  ],
  'product.thawed': bag,
  'infusion.started': bag,
  'infusion.completed': bag,
  'infusion.stopped': bag,
  'patient.admitted': instant,
  'patient.transferred': instant,
  'patient.discharged': instant,
  'death.reported': () => [],
  'quality.tested': testedSample,
  'shipment.booked': shipment,
  'shipment.picked-up': shipment,
  'shipment.handed-over': (event) => [...shipment(event), ...instant(event)],
  'shipment.customs-cleared': shipment,
  'shipment.delayed': (event) => [...shipment(event), String(event.data['eta'])],
  'shipment.delivered': shipment,
};

/** An amended result is the result. */
function typeOf({ type }: KeptEvent): string {
  return type === 'quality.amended' ? 'quality.tested' : type;
}

/** What two events of the same occurrence have in common; null for a type that may happen any number of times. */
export function occurrenceKey(event: KeptEvent): string | null {
  const type = typeOf(event);
  const parts = keys[type]?.(event);
  return parts === undefined ? null : [type, ...parts].join('|');
}

/** Whether events of a type may tell of one occurrence. */
export function hasOccurrence(type: string): boolean {
  return Object.hasOwn(keys, type);
}

function bagIdsOf({ data }: KeptEvent): readonly string[] {
  const bags = data['bags'];
  return Array.isArray(bags) ? bags.map((one: { bagId?: unknown }) => String(one.bagId)) : [];
}
