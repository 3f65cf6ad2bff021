import { z } from 'zod';
import { instant, prose } from './fields.js';

/** One type of the catalogue. */
export type EventType = {
  /** The schema of `data`, with the fields every type may carry. */
  readonly data: z.ZodType<Record<string, unknown>>;
  /** The field of `data` that says when it happened, where the type has one of its own. */
  readonly happened: string | null;
  /** The fields that make two events of this type the same occurrence, for the reader of the catalogue. */
  readonly occurrence: readonly string[];
};

/** What may differ from type to type. */
export type EventTypeOptions = {
  readonly happened?: string;
  readonly occurrence?: readonly string[];
  /** A rule between fields; its message says what was expected. */
  readonly rule?: { readonly holds: (data: Fields) => boolean; readonly expected: string };
};

type Fields = Readonly<Record<string, unknown>>;

const everyType = { happenedAt: instant.exactOptional(), note: prose.exactOptional() };

/** A type of the catalogue with these fields in `data`, and no others but `happenedAt` and `note`. */
export function eventType(shape: z.ZodRawShape, options: EventTypeOptions = {}): EventType {
  const { rule } = options;
  const object = z.strictObject({ ...everyType, ...shape });
  return {
    data:
      rule === undefined
        ? object
        : object.refine(rule.holds, rule.expected).describe(rule.expected),
    happened: options.happened ?? null,
    occurrence: options.occurrence ?? [],
  };
}

/** A family of types by their names. */
export type EventTypes = Readonly<Record<string, EventType>>;

/** The same fields under several names. */
export function alike(names: readonly string[], type: EventType): EventTypes {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** A rule that holds when at least one of the fields is there. */
export function atLeastOneOf(...names: readonly string[]) {
  return {
    holds: (data: Fields) => names.some((name) => data[name] !== undefined),
    expected: `at least one of ${names.join(', ')}`,
  };
}
