import { z } from 'zod';
import type { LocalFolder } from './data/local-folder.js';
import type { StackAddresses } from './stack/addresses.js';

const accounts = z.array(z.object({ account: z.string() }));

/** Where everything is and who can sign in, for the person who has just started a stack. */
export async function welcome(
  addresses: StackAddresses,
  folder: LocalFolder,
): Promise<readonly string[]> {
  const answer = await fetch(`${addresses.issuer}/demonstration/accounts`);
  const names = accounts.parse(await answer.json()).map(({ account }) => account);
  return [
    '',
    `API                ${addresses.apiUrl}  (rendered description: ${addresses.apiUrl}/docs)`,
    ...(addresses.temporalUiUrl === undefined
      ? []
      : [`Temporal's page    ${addresses.temporalUiUrl}/namespaces/vein-to-vein`]),
    `Kafka              ${addresses.kafkaBrokers}`,
    `PostgreSQL         address and password in ${folder.path('stack.json')}`,
    `Logs and data      ${folder.root}`,
    `Accounts           ${names.join(' ')}`,
    `A token            curl -s -X POST ${addresses.issuer}/demonstration/tokens -H 'content-type: application/json' -d '{"account":"coordinator-northgate"}'`,
    '',
  ];
}
