import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#database/database.js';
import { type BenchStack, say, withStack } from './bench-stack.js';
import { percentile } from './percentile.js';
import { asMarkdownTable, type RouteTime, writeRouteTimes } from './seeding/route-table.js';
import { seedJourneys } from './seeding/seed-journeys.js';

const dayMs = 86_400_000;
const perRoute = 200;
const account = 'coordinator-northgate';

const { values } = parseArgs({ options: { journeys: { type: 'string', default: '1000' } } });
const journeys = Number(values.journeys);

async function tokenOf(issuer: string): Promise<string> {
  const answer = await fetch(new URL('/demonstration/tokens', issuer), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** The routes people wait for, with one journey that the person may see. */
function routesFor(journeyId: string): readonly string[] {
  return [
    '/api/v1/worklist?limit=50',
    '/api/v1/journeys?limit=50',
    '/api/v1/journeys?limit=50&stage=manufacturing&overdue=true',
    '/api/v1/journeys?limit=50&sort=enrolledAt',
    `/api/v1/journeys?q=${journeyId}`,
    `/api/v1/journeys/${journeyId}`,
    `/api/v1/journeys/${journeyId}/schedule`,
    '/api/v1/metrics/journeys',
  ];
}

async function measured({ addresses }: BenchStack): Promise<readonly RouteTime[]> {
  const database = openDatabase(addresses.databaseUrl, { name: 'bench', max: 2 });
  try {
    await seedJourneys(database, journeys, say);
  } finally {
    await database.destroy();
  }
  const headers = { authorization: `Bearer ${await tokenOf(addresses.issuer)}` };
  const ask = async (path: string): Promise<Response> =>
    fetch(new URL(path, addresses.apiUrl), { headers });
  const list = (await (await ask('/api/v1/journeys?limit=1')).json()) as {
    items: readonly { journeyId: string }[];
  };
  const times: RouteTime[] = [];
  for (const route of routesFor(list.items[0]?.journeyId ?? '')) {
    const taken: number[] = [];
    for (let count = 0; count < perRoute; count += 1) {
      const start = performance.now();
      const answer = await ask(route);
      await answer.arrayBuffer();
      taken.push(performance.now() - start);
      if (!answer.ok) throw new Error(`${route} answered ${answer.status}`);
    }
    const p50 = percentile(taken, 0.5);
    const p99 = percentile(taken, 0.99);
    times.push({ route: route.replaceAll(/J[0-9A-Z]{27}/g, '{journeyId}'), p50, p99 });
    say(`${route}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  }
  return times;
}

const directory = mkdtempSync(join(tmpdir(), 'route-times-'));
const times = await withStack(directory, { patients: 0, seed: 1, timeScale: dayMs }, measured);
writeRouteTimes({ journeys, perRoute, times });
process.stdout.write(asMarkdownTable(times));
