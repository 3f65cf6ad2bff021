/** As much of JSON Schema as our published schemas use. */
export type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly description?: string;
};

/** What stands in a form. */
export type Values = Readonly<Record<string, unknown>>;

/** How one field is asked for. */
export type FieldKind =
  'choice' | 'yes-no' | 'number' | 'instant' | 'date' | 'text' | 'texts' | 'group' | 'groups';

/** How a schema is asked for; of alternatives the first that people can fill in. */
export function kindOf(schema: Schema): FieldKind {
  const { type, format, items } = shapeOf(schema);
  if (choicesOf(schema) !== undefined) return 'choice';
  if (type === 'boolean') return 'yes-no';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'object') return 'group';
  if (type === 'array') return kindOf(items ?? {}) === 'group' ? 'groups' : 'texts';
  if (format === 'date') return 'date';
  return format === 'date-time' ? 'instant' : 'text';
}

/** The alternative of a schema that a form asks for. */
export function shapeOf(schema: Schema): Schema {
  const [first] = schema.anyOf ?? [];
  return first === undefined ? schema : { ...shapeOf(first), ...withoutAlternatives(schema) };
}

function withoutAlternatives({ anyOf: _any, ...rest }: Schema): Schema {
  return rest;
}

/** The values that can be chosen; undefined where anything can be written. */
export function choicesOf(schema: Schema): readonly string[] | undefined {
  const { enum: choices, const: only, anyOf } = schema;
  if (choices !== undefined) return choices;
  if (typeof only === 'string') return [only];
  const all = anyOf?.map((one) => choicesOf(one));
  if (all === undefined || all.some((one) => one === undefined)) return undefined;
  return all.flatMap((one) => one ?? []);
}

/** The fields of an object that are needed and not there, as dotted paths. */
export function missingIn(schema: Schema, values: Values, path = ''): readonly string[] {
  const { properties = {}, required = [] } = shapeOf(schema);
  return Object.entries(properties).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const value = values[name];
    if (isEmpty(value)) return required.includes(name) ? [at] : [];
    const shape = shapeOf(field);
    if (kindOf(shape) === 'group') return missingIn(shape, value as Values, at);
    if (kindOf(shape) === 'groups')
      return (value as readonly Values[]).flatMap((one, index) =>
        missingIn(shape.items ?? {}, one, `${at}.${index}`),
      );
    return [];
  });
}

/** What is sent: texts without blanks at their ends, nothing that is empty. */
export function cleaned(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, cleanedValue(value)] as const)
      .filter(([, value]) => !isEmpty(value)),
  );
}

function cleanedValue(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(cleanedValue).filter((one) => !isEmpty(one));
  return typeof value === 'object' && value !== null ? cleaned(value as Values) : value;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
