import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '#contracts/client/paths.js';
import { authorization, onRefusal } from './http.js';
import { ProblemError, problemIn } from './problem.js';

const asPerson: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(authorization())) request.headers.set(name, value);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    onRefusal(response.status);
    throw await problemIn(response);
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === 'AbortError'
      ? error
      : new ProblemError(0, {});
  },
};

/** Every route of the API with its own types, as the person who is signed in. Throws ProblemError for what is refused. */
export const api = createClient<paths>({ baseUrl: location.origin });
api.use(asPerson);

/** What a route answered; everything but success was thrown before. */
export async function told<Data>(
  answer: Promise<{ readonly data?: Data }>,
): Promise<NonNullable<Data>> {
  const { data } = await answer;
  if (data === undefined || data === null) throw new ProblemError(204, {});
  return data;
}
