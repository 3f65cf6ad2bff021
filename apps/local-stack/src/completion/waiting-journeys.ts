import { z } from 'zod';
import type { StackAddresses } from '../stack/addresses.js';
import type { Counter } from '../summary/figures.js';
import { openJourneys } from '../summary/journey-figures.js';

const issued = z.object({ token: z.string() });
const status = z.object({
  waitingFor: z.array(z.object({ met: z.boolean(), gate: z.string(), requirement: z.string() })),
  holds: z.array(z.object({ kind: z.string() })),
});

const listed = 20;

/** One line for each journey that is not done: where it is and what it waits for, as the API says. */
export async function waitingJourneys(
  addresses: StackAddresses,
  counter: Counter,
): Promise<readonly string[]> {
  const open = await openJourneys(counter.readModel);
  const token = await tokenOf(addresses.issuer, 'auditor');
  const lines = await Promise.all(
    open.slice(0, listed).map(async ({ journey_id: id, stage }) => {
      const reason = await reasonOf(`${addresses.apiUrl}/api/v1/journeys/${id}`, token);
      return `${id} in ${stage}: ${reason}`;
    }),
  );
  return open.length > listed ? [...lines, `and ${open.length - listed} more`] : lines;
}

async function tokenOf(issuer: string, account: string): Promise<string> {
  const answer = await fetch(`${issuer}/demonstration/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  });
  return issued.parse(await answer.json()).token;
}

async function reasonOf(url: string, token: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const read = status.safeParse(await answer.json());
  if (!read.success) return `the API answers ${answer.status}`;
  const unmet = read.data.waitingFor.filter(({ met }) => !met);
  const needs = unmet.map(({ gate, requirement }) => `${gate}/${requirement}`);
  const holds = read.data.holds.map(({ kind }) => `hold ${kind}`);
  return [...holds, ...needs].join(', ') || 'nothing that is named';
}
