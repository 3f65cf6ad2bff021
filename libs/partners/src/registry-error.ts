import type { z } from 'zod';

/** A registry that cannot be used; each fault names the entry and what is expected there. */
export class RegistryError extends Error {
  readonly code = 'partner-registry-invalid';
  constructor(
    readonly faults: readonly string[],
    file = '',
  ) {
    super(`the partner registry ${file} cannot be used: ${faults.join('; ')}`.replace('  ', ' '));
    this.name = 'RegistryError';
  }
}

/** What is wrong with the shape of `data`, entry by entry: `partners[2] (alpine-qc) keys[0].kid: …`. */
export function shapeFaults(error: z.ZodError, data: unknown): readonly string[] {
  return error.issues.map((issue) => {
    const { path, message } = issue;
    const place = placeOf(path, data);
    if (issue.code === 'invalid_type' && at(path, data) === undefined)
      return `${place}: is missing`;
    if (issue.code === 'unrecognized_keys')
      return `${place}: expected no field ${quoted(issue.keys)}`;
    return `${place}: expected ${message.replace(/^.*expected (one of )?/, '')}`;
  });
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function placeOf(path: readonly PropertyKey[], data: unknown): string {
  const parts: string[] = [];
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number') {
      const name = nameOf(at(path.slice(0, index + 1), data));
      parts.push(`[${step}]${name === undefined ? '' : ` (${name}) `}`);
    } else {
      parts.push(`.${String(step)}`);
    }
  }
  const place = parts.join('').replaceAll(' .', ' ').replace(/^\./, '').trim();
  return place === '' ? 'the file' : place;
}

/** Whatever an entry is known by. */
function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const names = ['id', 'kid', 'siteId', 'product'].map((field) => at([field], entry));
  return names.find((name) => typeof name === 'string');
}

function at(path: readonly PropertyKey[], data: unknown): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<PropertyKey, unknown>>)[step]
        : undefined,
    data,
  );
}
