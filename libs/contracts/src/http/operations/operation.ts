import type { z } from 'zod';
import type { ProblemCode } from '../problem.schema.js';

/** One route as its callers see it; `path` in OpenAPI's form. */
export type Operation = {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  readonly tag:
    | 'session'
    | 'worklist'
    | 'sites'
    | 'access'
    | 'figures'
    | 'operations'
    | 'journeys'
    | 'decisions'
    | 'identity'
    | 'reference data'
    | 'health';
  readonly summary: string;
  readonly description?: string;
  readonly isPublic?: boolean;
  readonly needsIdempotencyKey?: boolean;
  /** Whether its answer is a stream of server-sent events that is gone on with after a break. */
  readonly isStream?: boolean;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answers: Readonly<
    Record<number, { readonly says: string; readonly schema?: z.ZodType }>
  >;
  readonly problems: readonly ProblemCode[];
};

/** What may go wrong on every route that needs a caller. */
export const always = ['unauthenticated', 'forbidden', 'internal', 'unavailable'] as const;
/** What may be wrong with a body. */
export const withBody = [
  'malformed-json',
  'invalid-body',
  'too-large',
  'unsupported-media-type',
] as const;
/** What may be wrong with a signature. */
export const signing = [
  'signature-missing',
  'signature-unexpected',
  'token-invalid',
  'token-for-other-record',
  'authentication-too-old',
  'token-used',
  'other-person',
  'same-person-twice',
  'wrong-meaning',
  'identity-provider-unavailable',
] as const;
