const patienceMs = 10_000;

/** A service did not answer, or said that it cannot at the moment. */
export class UnavailableError extends Error {
  readonly code = 'unavailable';
  constructor(
    readonly service: string,
    detail: string,
  ) {
    super(`${service} is not available: ${detail}`);
    this.name = 'UnavailableError';
  }
}

/** An answer: its status code and its body, undefined when it is no JSON. */
export type Answer = { readonly status: number; readonly body: unknown };

/** What is asked; `body` goes as JSON. */
export type Question = {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** Asks a service over HTTP. @throws UnavailableError when nobody answers in time, or with 429 or 5xx. */
export async function ask(service: string, question: Question): Promise<Answer> {
  const { url, method = 'GET', headers, body } = question;
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new UnavailableError(service, String(error));
  });
  const { status } = response;
  const text = await response.text().catch((error: unknown) => {
    throw new UnavailableError(service, String(error));
  });
  if (status === 429 || status >= 500) throw new UnavailableError(service, `status ${status}`);
  return { status, body: json(text) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
