import type { z } from 'zod';
import { ProblemError } from '../problems/problem-error.js';

/** Where a page ended, as text that means nothing to its reader. */
export function cursorOf(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Where a page begins. @throws ProblemError `invalid-query` for a text that no page of this list gave. */
export function positionOf<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const expected = 'the nextCursor of a page of this list in this order';
    throw new ProblemError('invalid-query', { faults: [{ pointer: '/cursor', expected }] });
  }
}
