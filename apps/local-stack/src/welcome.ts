import { z } from 'zod';
import type { LocalFolder } from './data/local-folder.js';
import type { StackAddresses } from './stack/addresses.js';
import { temporalSection } from './stack/temporal-section.js';

const accounts = z.array(
  z.object({ account: z.string(), roles: z.record(z.string(), z.array(z.string())) }),
);

/** Where everything is and who can sign in, for the person who has just started a stack. */
export async function welcome(
  addresses: StackAddresses,
  folder: LocalFolder,
): Promise<readonly string[]> {
  const answer = await fetch(`${addresses.issuer}/demonstration/accounts`);
  const all = accounts.parse(await answer.json());
  const [firstSite = '', ...otherSites] = sitesOf(all);
  return [
    '',
    `API                ${addresses.apiUrl}  (rendered description: ${addresses.apiUrl}/docs)`,
    ...(addresses.temporalUiUrl === undefined
      ? []
      : [
          `Temporal's page    ${addresses.temporalUiUrl}/namespaces/${temporalSection(addresses.temporalAddress).namespace}`,
        ]),
    `Kafka              ${addresses.kafkaBrokers}`,
    ...healthLines(addresses.health),
    `PostgreSQL         address and password in ${folder.path('stack.json')}`,
    `Logs and data      ${folder.root}`,
    `Accounts           ${namesAt(all, firstSite)}`,
    `                   the same with ${otherSites.join(', ')}; everywhere: ${namesAt(all, '*')}`,
    `A token            curl -s -X POST ${addresses.issuer}/demonstration/tokens -H 'content-type: application/json' -d '{"account":"coordinator-northgate"}'`,
    '',
  ];
}

/** One line for each process, because a page that watches them is told each address. */
function healthLines(health: StackAddresses['health']): readonly string[] {
  const names = Object.keys(health);
  const widest = Math.max(...names.map((name) => name.length));
  return names.map((name, index) => {
    const label = index === 0 ? 'Health, metrics' : '';
    const paths = index === 0 ? '  (with /health/ready or /metrics after it)' : '';
    return `${label.padEnd(18)} ${name.padEnd(widest)}  ${health[name]}${paths}`;
  });
}

type Accounts = z.infer<typeof accounts>;

function sitesOf(all: Accounts): readonly string[] {
  return [...new Set(all.flatMap(({ roles }) => Object.keys(roles)))].filter(
    (site) => site !== '*',
  );
}

function namesAt(all: Accounts, site: string): string {
  return all
    .filter(({ roles }) => Object.hasOwn(roles, site))
    .map(({ account }) => account)
    .join(' ');
}
