import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { until } from '../../apps/local-stack/src/until.js';
import type { StackAddresses } from '../../apps/local-stack/src/stack/addresses.js';
import { Accounts } from '../../apps/partner-simulator/src/people/accounts.js';
import { ask, UnavailableError } from '../../apps/partner-simulator/src/people/http.js';
import { journeyList } from '#contracts/http/journey-list.schema.js';
import type { Subject } from './traffic.js';

const account = 'auditor';
const everyMs = 2_000;

const page = z.object({
  items: z.array(
    z.object({ data: z.object({ fact: z.object({ id: z.string() }).optional() }).loose() }),
  ),
});

/** Looks at journeys as a person with a browser does. */
export class Observer {
  private readonly accounts: Accounts;
  private open: readonly Subject[] = [];

  constructor(private readonly addresses: StackAddresses) {
    this.accounts = new Accounts(addresses.issuer);
  }

  /** The journeys that were open when last looked. */
  get subjects(): readonly Subject[] {
    return this.open;
  }

  /** Waits until so many journeys are open; false when they are not within the time. */
  async untilOpen(atLeast: number, withinMs: number): Promise<boolean> {
    return until(async () => (await this.look()) >= atLeast, { timeoutMs: withinMs });
  }

  /** Looks again and again which journeys are open, until `signal` aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // While the API is away, those known before are as good as any.
      await this.look().catch(() => 0);
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Whether the timeline shows the event; false when it does not within the time. */
  async sees({ journeyId }: Subject, eventId: string, withinMs: number): Promise<boolean> {
    const path = `/api/v1/journeys/${journeyId}/timeline?direction=backward&limit=200&type=patient.measured`;
    return until(
      async () => {
        const { items } = page.parse(await this.get(path));
        return items.some(({ data }) => data.fact?.id === eventId);
      },
      { timeoutMs: withinMs },
    );
  }

  /** How many journeys go by an identifier. */
  async countOf(identifier: string): Promise<number> {
    const { items } = journeyList.parse(await this.get(`/api/v1/journeys?q=${identifier}`));
    return items.length;
  }

  private async look(): Promise<number> {
    const { items } = journeyList.parse(await this.get('/api/v1/journeys?limit=200'));
    this.open = items
      .filter(({ stage }) => stage !== 'closed')
      .map(({ journeyId, sites }) => ({ journeyId, site: sites.treating }));
    return this.open.length;
  }

  private async get(path: string): Promise<unknown> {
    const token = await this.accounts.accessToken(account);
    const { status, body } = await ask('the API', {
      url: `${this.addresses.apiUrl}${path}`,
      headers: { authorization: `Bearer ${token}` },
    });
    if (status !== 200) throw new UnavailableError('the API', `status ${status}`);
    return body;
  }
}
