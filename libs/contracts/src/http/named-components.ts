import { z } from 'zod';
import { namedSchemas } from './named-schemas.js';

/** JSON that describes something. */
export type Json = Readonly<Record<string, unknown>>;

/** A schema as OpenAPI 3.1 describes it, as it is sent or as it is answered. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schemaObject } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return schemaObject;
}

type Form = { readonly name: string; readonly text: string };

/** The described forms of every named schema: a body that is sent may look otherwise than one that is answered. */
export function components(): {
  readonly schemas: Json;
  readonly known: ReadonlyMap<string, string>;
} {
  const known = new Map<string, string>();
  const all = namedSchemas.flatMap(([name, schema]) => {
    const [output, input] = [textOf(schema, 'output'), textOf(schema, 'input')];
    // What refers to itself refers into the place where it stands.
    if (output.includes('"$defs"')) return [];
    const told: Form[] = [{ name, text: output }];
    return input === output ? told : [...told, { name: `${name}Sent`, text: input }];
  });
  for (const { name, text } of all) if (!known.has(text)) known.set(text, name);
  const schemas = all
    .filter(({ name, text }) => known.get(text) === name)
    .map(({ name, text }) => [name, inside(JSON.parse(text), known)]);
  return { schemas: Object.fromEntries(schemas) as Json, known };
}

function textOf(schema: z.ZodType, io: 'input' | 'output'): string {
  return JSON.stringify(jsonSchema(schema, io));
}

/** A description in which each schema with a name is referred to by it. */
export function byName(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name = known.get(JSON.stringify(value));
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return inside(value, known);
}

function inside(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => byName(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, of]) => [field, byName(of, known)]));
}

/** Those of the schemas that something refers to, and what they refer to themselves. */
export function referredTo(told: Json, schemas: Json): Json {
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      collect(schemas[name]);
    }
  };
  collect(told);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
