import { normalisedIdentifier } from '../identifiers/normalised-identifier.js';

type Data = Readonly<Record<string, unknown>>;

/** Fields that say when, by whom and in which words something was told, not what. */
const besideContent: ReadonlySet<string> = new Set([
  'coi',
  'happenedAt',
  'note',
  'noteId',
  'checkedBy',
  'performedBy',
  'releasedBy',
  'assessedBy',
]);

const identifierField = /(?:Id|Ids|waybill)$/;

/**
 * What an event says of its occurrence, as text: equal texts say the same. When and by whom it was told is left out, order
 * among several does not matter, identifiers are compared as everywhere.
 */
export function contentText(data: Data): string {
  const told = Object.entries(data).filter(
    ([name, value]) => value !== undefined && !name.endsWith('At') && !besideContent.has(name),
  );
  return JSON.stringify(sorted(told));
}

function sorted(fields: readonly (readonly [string, unknown])[]): unknown {
  return fields
    .map(([name, value]) => [name, comparable(name, value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function comparable(name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    return identifierField.test(name) ? normalisedIdentifier(value) : value;
  }
  if (Array.isArray(value)) {
    return value
      .map((one) => comparable(name, one))
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return typeof value === 'object' && value !== null ? sorted(Object.entries(value)) : value;
}
