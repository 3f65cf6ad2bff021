import type { Account } from './accounts.js';
import { escaped, framed } from './page-frame.js';

/** What somebody comes to the provider for; `record` is the hash of the one record that is to be signed. */
export type SignInOccasion = {
  readonly record: string | undefined;
  /** The account of whoever is expected. */
  readonly expected: string | undefined;
};

const everywhere = 'Every site';

/** The page on which one of the accounts is chosen; its answer is sent to its own address. */
export function signInPage(
  accounts: readonly Account[],
  { record, expected }: SignInOccasion,
): string {
  const first = accounts.find(({ account }) => account === expected);
  const head =
    record === undefined
      ? `<h1>Sign in to Vein-to-Vein</h1>
         <p>Choose as whom. Every account sees and may do what its role allows at its sites.</p>`
      : `<h1>Confirm who you are</h1>
         <p>You are about to sign one record, fingerprint <code>${escaped(record.slice(0, 16))}</code>.
         The confirmation counts for two minutes and for this record alone. Whoever signs chooses their own name.</p>`;
  const own =
    first === undefined ? '' : `<section><h2>Expected here</h2>${choice(first)}</section><br>`;
  return framed(
    record === undefined ? 'Sign in' : 'Confirm who you are',
    `${head}<form method="post">${own}<div class="sites">${groups(accounts)}</div></form>`,
  );
}

function groups(accounts: readonly Account[]): string {
  const bySite = Map.groupBy(accounts, siteOf);
  return [...bySite]
    .map(([site, people]) => {
      const name = site === '*' ? everywhere : capitalised(site);
      return `<section><h2>${escaped(name)}</h2>${people.map(choice).join('')}</section>`;
    })
    .join('');
}

function siteOf({ roles }: Account): string {
  return Object.keys(roles)[0] ?? '*';
}

function choice({ account, name, roles }: Account): string {
  const held = [...new Set(Object.values(roles).flat())].join(', ');
  return `<button type="submit" name="account" value="${escaped(account)}">${escaped(name)}<small>${escaped(held)} · ${escaped(account)}</small></button>`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
