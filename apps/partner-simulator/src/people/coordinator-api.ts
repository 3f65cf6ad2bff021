import { z } from 'zod';
import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import type { DecisionRequest } from '#contracts/http/decision.schema.js';
import type { IdentityChange } from '#contracts/http/patient.schema.js';
import { journeyList } from '#contracts/http/journey-list.schema.js';
import type { JourneyStatus } from '../story/journey-status.js';
import type { Accounts } from './accounts.js';
import { ask, type Answer, UnavailableError } from './http.js';

const service = 'the API';
const everywhere = 'operations';
const largestPage = 200;

const decided = z.object({ version: z.int(), awaitingSecond: z.boolean().optional() });
const problem = z.object({ code: z.string(), version: z.int().optional() });

type Asked = {
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly method?: 'POST' | 'PUT';
};

/** A journey in the list: which, and the number of its last record. */
export type Listed = { readonly journeyId: string; readonly version: number };

/** How a decision ended; `version` is the record after which its effect is visible, where there is one. */
export type DecisionEnd = { readonly outcome: string; readonly version: number | undefined };

/** A request that the API does not take from the simulator: a fault of either. */
export class NotTakenError extends Error {
  readonly code = 'not-taken';
  constructor(
    readonly route: string,
    readonly reason: string,
  ) {
    super(`the API does not take ${route}: ${reason}`);
    this.name = 'NotTakenError';
  }
}

/** The API as the people at the sites use it. Every method throws UnavailableError while it cannot be reached. */
export class CoordinatorApi {
  constructor(
    private readonly url: string,
    private readonly accounts: Accounts,
  ) {}

  /** Whether a journey with this referral number is enrolled. */
  async isEnrolled(referralId: string): Promise<boolean> {
    const query = new URLSearchParams({ q: referralId, limit: '1' });
    const { items } = await this.page(query);
    return items.length > 0;
  }

  /** Enrols a patient as the coordinator of the site. @throws NotTakenError */
  async enrol(body: EnrolmentRequest, key: string): Promise<void> {
    const answer = await this.call(`coordinator-${body.siteId}`, {
      path: '/api/v1/journeys',
      body,
      key,
    });
    const { status } = answer;
    if (status !== 201 && status !== 200) throw new NotTakenError('an enrolment', codeOf(answer));
  }

  /** Every journey in one of the stages. */
  async journeys(stages: readonly string[]): Promise<readonly Listed[]> {
    const found: Listed[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ sort: 'enrolledAt', limit: String(largestPage) });
      for (const stage of stages) query.append('stage', stage);
      if (cursor !== null) query.set('cursor', cursor);
      const page: z.infer<typeof journeyList> = await this.page(query);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  /** The status of a journey. @throws UnavailableError also while it is not known yet. */
  async status(journeyId: string): Promise<JourneyStatus> {
    const answer = await this.call(everywhere, { path: `/api/v1/journeys/${journeyId}` });
    if (answer.status !== 200) throw new UnavailableError(service, codeOf(answer));
    return answer.body as JourneyStatus;
  }

  /** Records who the patient of a journey is, as an account. @throws UnavailableError also when that is not taken yet. */
  async recordIdentity(account: string, journeyId: string, body: IdentityChange): Promise<void> {
    const path = `/api/v1/journeys/${journeyId}/patient`;
    const answer = await this.call(account, { path, body, method: 'PUT' });
    if (answer.status !== 200) throw new UnavailableError(service, codeOf(answer));
  }

  /** Takes a decision as an account. */
  async decide(
    account: string,
    journeyId: string,
    body: DecisionRequest,
    key: string,
  ): Promise<DecisionEnd> {
    const path = `/api/v1/journeys/${journeyId}/decisions`;
    const answer = await this.call(account, { path, body, key });
    if (answer.status === 200) {
      const { version, awaitingSecond } = decided.parse(answer.body);
      return { outcome: awaitingSecond === true ? 'awaiting-second' : 'accepted', version };
    }
    const version = problem.safeParse(answer.body).data?.version;
    return { outcome: codeOf(answer), version };
  }

  private async page(query: URLSearchParams): Promise<z.infer<typeof journeyList>> {
    const answer = await this.call(everywhere, { path: `/api/v1/journeys?${query.toString()}` });
    if (answer.status !== 200) throw new UnavailableError(service, codeOf(answer));
    return journeyList.parse(answer.body);
  }

  private async call(
    account: string,
    { path, body, key, method = 'POST' }: Asked,
  ): Promise<Answer> {
    const token = await this.accounts.accessToken(account);
    const answer = await ask(service, {
      url: new URL(path, this.url).href,
      headers: {
        authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { method, body }),
    });
    if (answer.status !== 401) return answer;
    this.accounts.forget(account);
    throw new UnavailableError(service, codeOf(answer));
  }
}

function codeOf({ status, body }: Answer): string {
  return problem.safeParse(body).data?.code ?? `status-${status}`;
}
