import { type Caller, rolesAt } from '#access/caller.js';
import type { Person, Session } from '#contracts/http/session.schema.js';
import { decisionTable, type DecisionType, meaningOf } from '#domain/decisions/decision-table.js';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import { toInstant } from '#domain/time/instant.js';
import type { PartnerRegistry } from '#partners/registry.js';

/** What the installation is, for whoever asks. */
export type Installation = {
  readonly version: string;
  readonly environment: Session['environment'];
  readonly clock: JourneyClock;
  readonly issuer: string;
  readonly clientId: string;
  readonly temporal: Person['temporal'];
  readonly registry: PartnerRegistry;
};

const scope = 'openid offline_access';

/** Tells a page where it is, and who uses it. */
export class SessionReading {
  constructor(private readonly installation: Installation) {}

  session(): Session {
    const { version, environment, clock, issuer, clientId } = this.installation;
    return {
      name: 'Vein-to-Vein',
      version,
      environment,
      now: toInstant(journeyTimeAt(clock, Date.now())),
      clock: { ...clock },
      identity: { issuer, clientId, scope, redirectPath: '/signed-in' },
    };
  }

  person(caller: Caller): Person {
    const { registry, temporal } = this.installation;
    const sites = registry.sites
      .map(({ id }) => ({ siteId: id, roles: [...rolesAt(caller, id)] }))
      .filter(({ roles }) => roles.length > 0);
    const isOperations = sites.some(({ roles }) => roles.includes('operations'));
    return {
      subject: caller.subject,
      name: caller.name,
      roles: Object.fromEntries(Object.entries(caller.roles).map(([at, held]) => [at, [...held]])),
      sites,
      decisions: decisionsOf(sites),
      temporal: isOperations ? temporal : null,
    };
  }
}

function decisionsOf(sites: Person['sites']): Person['decisions'] {
  const types = Object.keys(decisionTable) as DecisionType[];
  return types.flatMap((type) => {
    const { roles, signed, persons } = decisionTable[type];
    const allowed: readonly string[] = roles;
    const at = sites.filter((site) => site.roles.some((role) => allowed.includes(role)));
    if (at.length === 0) return [];
    const meaning = signed ? meaningOf(type, {}) : null;
    return [{ type, signed, persons, meaning, sites: at.map(({ siteId }) => siteId) }];
  });
}
