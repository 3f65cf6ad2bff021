import { randomUUID } from 'node:crypto';
import type { StackAddresses } from '../apps/local-stack/src/stack/addresses.js';

const site = 'northgate';
const atATime = 4;

/** Enrols patients as the coordinator of a demonstration site does; answers the ids of their journeys. */
export async function enrol(
  { apiUrl, issuer }: StackAddresses,
  patients: number,
): Promise<readonly string[]> {
  const token = await tokenOf(issuer);
  const journeyIds: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < patients) {
      next += 1;
      journeyIds.push(await enrolOne(apiUrl, token, next));
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return journeyIds;
}

async function tokenOf(issuer: string): Promise<string> {
  const { token } = await post(new URL('/demonstration/tokens', issuer), {
    account: `coordinator-${site}`,
  });
  return String(token);
}

async function enrolOne(apiUrl: string, token: string, number: number): Promise<string> {
  const enrolment = {
    siteId: site,
    indication: 'lbcl',
    product: 'tisagenlecleucel',
    diseaseStatus: 'relapsed',
    ageYears: 60,
    weightKg: 75,
    priorLines: 2,
    programme: 'commercial',
    patient: {
      name: `Bench Canary-${number}`,
      birthDate: '1966-01-01',
      recordNumber: `CANARY-BENCH-${number}`,
    },
  };
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
  const { journeyId } = await post(new URL('/api/v1/journeys', apiUrl), enrolment, headers);
  return String(journeyId);
}

async function post(
  url: URL,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}: ${answer}`);
  return JSON.parse(answer) as Readonly<Record<string, unknown>>;
}
