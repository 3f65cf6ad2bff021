import { sameIdentifier } from '../identifiers/normalised-identifier.js';

/** The fields of decisions that are scanned or typed and never compared letter by letter. */
const identifierFields: readonly string[] = [
  'slotId',
  'apheresisAppointmentId',
  'bedAppointmentId',
  'donationIds',
  'batchId',
  'bagId',
  'shipmentId',
  'scannedCoi',
  'identifiers',
];

type Data = Readonly<Record<string, unknown>>;

/** Whether two people decided the same: equal data in any order of fields, identifiers however they are written. */
export function sameData(a: Data, b: Data): boolean {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => sameValue(field, a[field], b[field]));
}

function sameValue(field: string, a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    return identifierFields.includes(field) ? sameIdentifier(a, b) : a === b;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(field, item, b[index]));
  }
  return isObject(a) && isObject(b) ? sameData(a, b) : a === b;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
