import type { z } from 'zod';

const mostNamed = 5;
const longestDetail = 1_000;

type Issue = z.core.$ZodIssue;

/**
 * What was expected where, as JSON pointers under `root`: `/data/grade: expected at most 5`.
 * It holds no value and no name the sender chose, so it may be logged and sent on; schemas therefore report
 * what is wrong under a free name at the field above it.
 */
export function describeIssues(error: z.ZodError, root: string): string {
  const described = error.issues.map(
    (issue) => `${pointer(issue, root)}: expected ${expected(issue)}`,
  );
  return [...new Set(described)].slice(0, mostNamed).join('; ').slice(0, longestDetail);
}

function pointer(issue: Issue, root: string): string {
  const path = issue.path.map((part) => `/${String(part)}`).join('');
  return `${root}${path}` || '/';
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return 'no other fields';
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `a valid ${issue.format}` : issue.message;
    case 'invalid_union':
      return 'one of the forms the catalogue gives';
    case 'custom':
      return issue.message;
    default:
      return 'what the catalogue gives';
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}
