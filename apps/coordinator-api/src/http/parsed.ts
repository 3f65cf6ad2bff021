import type { z } from 'zod';
import { ProblemError } from '../problems/problem-error.js';

const longestList = 20;

/** What was sent, as its schema reads it. @throws ProblemError naming where and what was expected, never a value. */
export function parsed<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: 'invalid-body' | 'invalid-query',
  at = '',
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, at)).slice(0, longestList);
  throw new ProblemError(code, { faults });
}

type Fault = { readonly pointer: string; readonly expected: string };

function faultsOf(issue: z.core.$ZodIssue, at: string): readonly Fault[] {
  const place = `${at}${pointer(issue.path)}`;
  if (issue.code !== 'unrecognized_keys') return [{ pointer: place, expected: expectation(issue) }];
  // The name of a field is not repeated either: it may be a value in the wrong place.
  return [{ pointer: place, expected: 'no fields beyond those described' }];
}

function pointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return formats[issue.format] ?? issue.format;
    default:
      return 'another form';
  }
}

const formats: Readonly<Record<string, string>> = {
  date: 'a date, YYYY-MM-DD',
  datetime: 'a date and time with offset, RFC 3339',
  regex: 'plain text without control characters',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}
