import { type Caller, rolesAt } from '#access/caller.js';
import type { Role } from '#access/role.js';
import type {
  Downtime as ToldDowntime,
  OnCall,
  OnCallChange,
  SiteDecision,
  SiteDecisionAnswer,
} from '#contracts/http/sites.schema.js';
import type { Database } from '#database/database.js';
import { siteDecisionTable } from '#domain/decisions/decision-table.js';
import type { PartnerRegistry, Site } from '#partners/registry.js';
import { type Downtime, Downtimes } from '#register/downtimes.js';
import type { OnCallLists } from '#register/on-call-lists.js';
import { recordOperation } from '#register/operations.js';
import type { SiteDecisions } from '#register/site-decisions.js';
import { contentHash } from '../http/idempotency-key.js';
import { ProblemError } from '../problems/problem-error.js';

/** What the affairs of a site depend on. */
export type SitePorts = {
  readonly database: Database;
  readonly registry: PartnerRegistry;
  readonly onCall: OnCallLists;
  readonly decisions: SiteDecisions;
};

/** Who is called at a site, and when it writes on paper. */
export class SiteService {
  constructor(private readonly ports: SitePorts) {}

  async onCall(caller: Caller, siteId: string): Promise<OnCall> {
    this.site(caller, siteId);
    const list = await this.ports.onCall.of(siteId);
    if (list === undefined) {
      return { siteId, version: 0, people: [], changedBy: null, changedAt: null };
    }
    return { siteId, ...list, people: [...list.people] };
  }

  async changeOnCall(caller: Caller, siteId: string, change: OnCallChange): Promise<OnCall> {
    this.site(caller, siteId, ['coordinator']);
    await recordOperation(this.ports.database, {
      subject: caller.subject,
      action: 'change-on-call',
      about: { siteId, people: change.people.length },
      reason: 'the list was given anew',
    });
    await this.ports.onCall.change(siteId, change.people, caller.subject);
    return this.onCall(caller, siteId);
  }

  /**
   * The same key with the same body is answered the same.
   * @throws ProblemError `conflict` when the site is already as the decision would have it.
   */
  async decide(
    caller: Caller,
    siteId: string,
    { type, data }: SiteDecision,
    idempotencyKey: string,
  ): Promise<SiteDecisionAnswer> {
    if (data.siteId !== siteId) {
      const expected = 'the site of the address';
      throw new ProblemError('invalid-body', { faults: [{ pointer: '/data/siteId', expected }] });
    }
    this.site(caller, siteId, siteDecisionTable[type].roles);
    const { database } = this.ports;
    const { subject } = caller;
    const about = { siteId, type };
    await recordOperation(database, { subject, action: type, about, reason: data.reason });
    const bodyHash = contentHash({ siteId, type, data });
    return this.ports.decisions.once({ subject, idempotencyKey, bodyHash }, async (transaction) =>
      this.decided(new Downtimes(transaction), caller, { type, data }),
    );
  }

  private async decided(
    downtimes: Downtimes,
    caller: Caller,
    { type, data }: SiteDecision,
  ): Promise<SiteDecisionAnswer> {
    const { siteId } = data;
    const declares = type === 'declare-downtime';
    const downtime = declares
      ? await downtimes.declare(siteId, caller.subject, data.reason)
      : await downtimes.end(siteId, caller.subject);
    if (downtime === undefined) {
      throw new ProblemError('conflict', {
        detail: declares
          ? 'The site writes on paper already.'
          : 'The site does not write on paper.',
      });
    }
    const effects = [declares ? 'downtime.declared' : 'downtime.ended'];
    return { version: downtime.id, effects, downtime: toldDowntime(downtime) };
  }

  /** A site of the caller. @throws ProblemError `not-found`, or `forbidden` without one of the roles there. */
  site(caller: Caller, siteId: string, roles?: readonly Role[]): Site {
    const site = this.ports.registry.siteById(siteId);
    const held = rolesAt(caller, siteId);
    if (site === undefined || held.length === 0) throw new ProblemError('not-found');
    if (roles !== undefined && !held.some((role) => roles.includes(role))) {
      throw new ProblemError('forbidden', { detail: `Open to: ${roles.join(', ')} of the site.` });
    }
    return site;
  }
}

/** A downtime as it is told. */
export function toldDowntime({ id: _id, ...downtime }: Downtime): ToldDowntime {
  return downtime;
}
