import { z } from 'zod';
import type { StackAddresses } from '../stack/addresses.js';
import type { Counter } from '../summary/figures.js';
import { openJourneys } from '../summary/journey-figures.js';

const issued = z.object({ token: z.string() });
const status = z.object({
  waitingFor: z.array(
    z.object({
      met: z.boolean(),
      gate: z.string(),
      requirement: z.string(),
      text: z.string(),
      owner: z.string(),
    }),
  ),
  holds: z.array(z.object({ kind: z.string(), liftedBy: z.string() })),
});

const listed = 20;

/** A few lines for each journey that is not done: where it is and what is missing from whom, as the API says. */
export async function waitingJourneys(
  addresses: StackAddresses,
  counter: Counter,
): Promise<readonly string[]> {
  const open = await openJourneys(counter.readModel);
  const token = await tokenOf(addresses.issuer, 'auditor');
  const lines = await Promise.all(
    open.slice(0, listed).map(async ({ journey_id: id, stage }) => {
      const answer = await fetch(`${addresses.apiUrl}/api/v1/journeys/${id}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const read = status.safeParse(await answer.json());
      if (read.success) return linesOf(id, stage, read.data);
      return [`${id} in ${stage}`, `  the API answers ${answer.status}`];
    }),
  );
  const more = open.length - listed;
  return more > 0 ? [...lines.flat(), `and ${more} more`] : lines.flat();
}

/** What one journey waits for, the first line being where it stands. */
export function linesOf(
  journeyId: string,
  stage: string,
  { waitingFor, holds }: z.infer<typeof status>,
): readonly string[] {
  const reasons = [
    ...holds.map(({ kind, liftedBy }) => `held: ${kind}, until ${liftedBy}`),
    ...waitingFor
      .filter(({ met }) => !met)
      .map(
        ({ owner, text, gate, requirement }) =>
          `missing from ${owner}: ${text} (${gate}, ${requirement})`,
      ),
  ];
  const told = reasons.length > 0 ? reasons : ['nothing is missing; it waits for its next moment'];
  return [`${journeyId} in ${stage}`, ...told.map((reason) => `  ${reason}`)];
}

async function tokenOf(issuer: string, account: string): Promise<string> {
  const answer = await fetch(`${issuer}/demonstration/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  });
  return issued.parse(await answer.json()).token;
}
