import type { Role } from '#access/role.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';

/** A person of the demonstration; `roles` maps site ids, or `*` for all, to roles. */
export type Account = {
  readonly account: string;
  readonly name: string;
  readonly roles: Readonly<Record<string, readonly Role[]>>;
};

type Post = { readonly account: string; readonly role: Role };

const postsAtASite: readonly Post[] = [
  { account: 'coordinator', role: 'coordinator' },
  { account: 'physician', role: 'physician' },
  { account: 'nurse', role: 'nurse' },
  { account: 'nurse-2', role: 'nurse' },
  { account: 'pharmacist', role: 'pharmacist' },
  { account: 'apheresis', role: 'apheresis' },
  { account: 'cell-processing', role: 'cell-processing' },
  { account: 'quality', role: 'quality' },
  { account: 'logistics', role: 'logistics' },
  { account: 'data-manager', role: 'data-manager' },
];

const postsEverywhere: readonly Role[] = [
  'operations',
  'auditor',
  'privacy-officer',
  'administrator',
];

const givenNames =
  'Ada Ben Cleo Dora Emil Finn Greta Hugo Ines Jonas Kira Leo Mara Noah Olga Paul Rosa Sven Tara Uma Vera Wim Xenia Yara Zoe Anton Berta Carl Dina Edda Falk Gina Hanna Ivo';

/** Every account: each post at each site of the demonstration network, and those that watch all sites. */
export const accounts: readonly Account[] = named([
  ...demonstrationNetwork.sites.flatMap((site) =>
    postsAtASite.map(({ account, role }) => ({
      account: `${account}-${site.id}`,
      roles: { [site.id]: [role] },
      surname: role,
    })),
  ),
  ...postsEverywhere.map((role) => ({ account: role, roles: { '*': [role] }, surname: role })),
]);

function named(
  posts: readonly (Omit<Account, 'name'> & { readonly surname: string })[],
): readonly Account[] {
  const given = givenNames.split(' ');
  return posts.map(({ account, roles, surname }, index) => ({
    account,
    name: `${given[index % given.length]} ${capitalised(surname)}`,
    roles,
  }));
}

function capitalised(role: string): string {
  return role.replace(/(^|-)(.)/g, (_, _dash, letter: string) => letter.toUpperCase());
}
