import type { Pager } from './pager.js';

const longestAnswerMs = 10_000;

/** The service that pages did not take what it was given. */
export class PagingFailedError extends Error {
  readonly code = 'paging-failed';
  constructor(readonly status: number) {
    super(`the pager answered ${status}`);
    this.name = 'PagingFailedError';
  }
}

/** A pager that is called by HTTP: `POST` of `{ pages }` as JSON, taken when it answers with a status of success. */
export function webhookPager(url: string): Pager {
  return async (pages) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pages }),
      signal: AbortSignal.timeout(longestAnswerMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new PagingFailedError(answer.status);
  };
}
