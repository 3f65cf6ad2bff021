import type { Role } from './role.js';

/** The key under which a token names the roles held at every site. */
export const everySite = '*';

/** An authenticated person or machine: `subject` is the token's `sub`, `roles` maps site ids (or `*`) to roles. */
export type Caller = {
  readonly subject: string;
  readonly name: string;
  readonly roles: Readonly<Record<string, readonly Role[]>>;
};

/** The sites of a journey; both count when it is decided who may see it. */
export type JourneySites = { readonly treating: string; readonly collection: string };

/** The roles a caller has at a site, with those held everywhere. */
export function rolesAt(caller: Caller, siteId: string): readonly Role[] {
  const own = Object.hasOwn(caller.roles, siteId) ? (caller.roles[siteId] ?? []) : [];
  return [...new Set([...own, ...(caller.roles[everySite] ?? [])])];
}

/** The roles a caller has for a journey: those at its treating or its collection site. */
export function rolesFor(caller: Caller, sites: JourneySites): readonly Role[] {
  return [...new Set([...rolesAt(caller, sites.treating), ...rolesAt(caller, sites.collection)])];
}

/** Whether a caller has one of the roles at any site. */
export function hasAnyRole(caller: Caller, allowed: readonly Role[]): boolean {
  return Object.values(caller.roles).some((held) => held.some((role) => allowed.includes(role)));
}

/** The sites at which a caller has one of the roles: `'*'` for every site, else their ids. */
export function sitesOf(caller: Caller, allowed: readonly Role[]): '*' | readonly string[] {
  const sites = Object.entries(caller.roles)
    .filter(([, held]) => held.some((role) => allowed.includes(role)))
    .map(([site]) => site);
  return sites.includes(everySite) ? '*' : sites;
}
