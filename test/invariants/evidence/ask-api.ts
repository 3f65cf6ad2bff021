import type { Answers, Status } from '../checks/status.js';

const account = 'auditor';
const atATime = 8;
const mostWorkflows = 200;

type Answer = {
  readonly journeyId: string;
  readonly version: number;
  readonly stage: string;
  readonly holds: readonly (string | { readonly kind: string })[];
  readonly outcome: string | null;
};

/** The API as an auditor of all sites sees it, with a token of the demonstration's identity provider. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Signs in. @throws Error when no token is given. */
  static async signIn(url: string, issuer: string): Promise<Api> {
    const response = await fetch(new URL('/demonstration/tokens', issuer), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    });
    if (!response.ok) throw new Error(`no token for ${account}: HTTP ${response.status}`);
    const { token } = (await response.json()) as { token: string };
    return new Api(url, token);
  }

  /** Asks for every journey named, for the first of those open also their workflows, and for the whole list. */
  async ask(journeyIds: readonly string[], open: readonly string[]): Promise<Answers> {
    const unanswered: { journeyId: string; httpStatus: number }[] = [];
    const statuses = await this.statuses(journeyIds, '', unanswered);
    const asked = open.slice(0, mostWorkflows);
    const fromWorkflows = await this.statuses(asked, '?consistency=strong', unanswered);
    return { statuses, fromWorkflows, listed: await this.list(), unanswered };
  }

  private async statuses(
    journeyIds: readonly string[],
    query: string,
    unanswered: { journeyId: string; httpStatus: number }[],
  ): Promise<readonly Status[]> {
    const statuses: Status[] = [];
    const waiting = [...journeyIds];
    const work = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const response = await this.get(`/api/v1/journeys/${encodeURIComponent(id)}${query}`);
        if (response.ok) statuses.push(statusOf((await response.json()) as Answer));
        else {
          await response.body?.cancel();
          unanswered.push({ journeyId: id, httpStatus: response.status });
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    return statuses;
  }

  private async list(): Promise<readonly Status[]> {
    const listed: Status[] = [];
    let cursor: string | null = null;
    do {
      const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const response = await this.get(`/api/v1/journeys?sort=enrolledAt&limit=200${from}`);
      if (!response.ok) throw new Error(`the list is answered with HTTP ${response.status}`);
      const page = (await response.json()) as { items: Answer[]; nextCursor: string | null };
      listed.push(...page.items.map(statusOf));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return listed;
  }

  private get(path: string): Promise<Response> {
    return fetch(new URL(path, this.url), { headers: { authorization: `Bearer ${this.token}` } });
  }
}

function statusOf({ journeyId, version, stage, holds, outcome }: Answer): Status {
  const kinds = holds.map((hold) => (typeof hold === 'string' ? hold : hold.kind));
  return { journeyId, version, stage, holds: kinds, outcome };
}
