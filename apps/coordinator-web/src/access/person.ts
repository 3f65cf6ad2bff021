/** Who is signed in, as the token says it. */
export type Person = {
  readonly subject: string;
  readonly name: string;
  /** Roles per site; `*` stands for every site. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
};

type Claims = { readonly sub?: string; readonly name?: string; readonly roles?: Person['roles'] };

/** The person of an access or identity token; its signature is the server's concern. */
export function personIn(token: string): Person {
  const [, payload = ''] = token.split('.');
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
    one.charCodeAt(0),
  );
  const { sub = '', name, roles = {} } = JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  return { subject: sub, name: name ?? sub, roles };
}

/** Every role a person has, at whatever site. */
export function rolesOf({ roles }: Person): readonly string[] {
  return [...new Set(Object.values(roles).flat())];
}

/** The roles a person has at one of these sites. */
export function rolesAt({ roles }: Person, sites: readonly string[]): readonly string[] {
  return [...new Set([...sites, '*'].flatMap((site) => roles[site] ?? []))];
}

/** The sites a person belongs to; empty for who belongs to all. */
export function sitesOf({ roles }: Person): readonly string[] {
  return Object.keys(roles).filter((site) => site !== '*');
}

/** `AQ` for Ada Quintessa. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? '')
    .join('');
}
