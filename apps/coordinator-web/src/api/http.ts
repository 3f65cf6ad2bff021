import { ProblemError, problemIn } from './problem.js';

/** What is asked besides the path. */
export type Asking = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  /** New for each thing wanted, the same when it is asked again. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

type TokenSource = () => string | undefined;

let tokenOf: TokenSource = () => undefined;
let onUnauthenticated: () => void = () => undefined;

/** Says where the token of the person comes from, and what to do when it no longer opens anything. */
export function authorise(source: TokenSource, whenRefused: () => void): void {
  tokenOf = source;
  onUnauthenticated = whenRefused;
}

/** The header that names the person; empty when nobody is signed in. */
export function authorization(): Readonly<Record<string, string>> {
  const token = tokenOf();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** What follows for the session when something is refused: who is not known any more signs in again. */
export function onRefusal(status: number): void {
  if (status === 401) onUnauthenticated();
}

/** Asks the API. @throws ProblemError for everything it refuses and when it is not reached */
export async function ask<Answer>(path: string, asking: Asking = {}): Promise<Answer> {
  const answer = await fetched(path, asking);
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  onRefusal(answer.status);
  throw await problemIn(answer);
}

async function fetched(path: string, asking: Asking): Promise<Response> {
  const { method = 'GET', body, idempotencyKey, signal } = asking;
  try {
    return await fetch(path, {
      method,
      headers: {
        ...authorization(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(0, {});
  }
}

/** A path with the given parameters; what is undefined or empty is left out, lists repeat their name. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
