import type { z } from 'zod';
import type { Operation } from './operations/operation.js';
import { byName, components, jsonSchema, type Json, referredTo } from './named-components.js';
import { operations } from './operations.js';
import { type ProblemCode, problems } from './problem.schema.js';

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'New for each request, the same when it is repeated; 1 to 200 visible ASCII characters',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
};

const lastEventId: Json = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that was heard, to go on after it',
  schema: { type: 'string' },
};

function parametersOf({ path, query, needsIdempotencyKey, isStream }: Operation): readonly Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(schema as z.ZodType, 'input'),
  }));
  return [
    ...inPath,
    ...(needsIdempotencyKey === true ? [idempotencyKey] : []),
    ...(isStream === true ? [lastEventId] : []),
    ...inQuery,
  ];
}

function problemsOf(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const [status] = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      status,
      {
        description: named.map((code) => `\`${code}\`: ${problems[code][1]}`).join('\n\n'),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  );
}

function answersOf(operation: Operation): Json {
  const form = operation.isStream === true ? 'text/event-stream' : 'application/json';
  const answers = Object.entries(operation.answers).map(([status, { says, schema }]) => [
    status,
    {
      description: says,
      ...(schema === undefined
        ? {}
        : { content: { [form]: { schema: jsonSchema(schema, 'output') } } }),
    },
  ]);
  return { ...problemsOf(operation.problems), ...Object.fromEntries(answers) };
}

function described(operation: Operation): Json {
  const { id, tag, summary, description, body, isPublic } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isPublic === true ? { security: [] } : {}),
    parameters: parametersOf(operation),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(body, 'input') } },
          },
        }),
    responses: answersOf(operation),
  };
}

/** The OpenAPI 3.1 document of the API, made from the schemas that check its bodies. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: described(operation),
    };
  }
  const { schemas, known } = components();
  const told = byName(paths, known) as Json;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vein-to-Vein',
      version,
      description:
        'Journeys of patients through CAR-T therapy. Times are RFC 3339 UTC; every error is a problem (RFC 9457) with a stable `code`.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths: told,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: referredTo(told, schemas),
    },
  };
}
