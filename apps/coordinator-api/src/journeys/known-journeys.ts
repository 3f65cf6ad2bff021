import { type Caller, rolesAt, rolesFor } from '#access/caller.js';
import { people, type Role } from '#access/role.js';
import type { Database } from '#database/database.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { JourneyState } from '#domain/journey/state.js';
import { sharedSitesOf } from '#domain/status/shared-sites.js';
import type { Instant } from '#domain/time/instant.js';
import type { Enrolments } from '#register/enrolments.js';
import type { EmergencyAccesses } from '../access/emergency-accesses.js';
import { ProblemError } from '../problems/problem-error.js';
import type { Stopped } from './projection-stopped.js';

/** A journey its caller may know of: the caller's roles for it, and its state unless it is not projected yet. */
export type KnownJourney = {
  readonly journeyId: string;
  readonly sites: Enrolment['sites'];
  readonly roles: readonly Role[];
  readonly state: JourneyState | undefined;
};

/** Journeys as the read model and the register know them, seen only by people of their sites. */
export class KnownJourneys {
  constructor(
    private readonly database: Database,
    private readonly enrolments: Enrolments,
    private readonly emergencies: Pick<EmergencyAccesses, 'rolesFor'>,
    /** Journey time. */
    private readonly now: () => Instant,
  ) {}

  /** @throws ProblemError `unknown-journey`, whether there is none or it is another site's. */
  async visible(caller: Caller, journeyId: string): Promise<KnownJourney> {
    const found = isJourneyIdentifier(journeyId) ? await this.find(journeyId) : undefined;
    const roles = found === undefined ? [] : peoplesRoles(caller, found.sites);
    if (found === undefined || roles.length === 0) throw new ProblemError('unknown-journey');
    return { journeyId, ...found, roles };
  }

  /**
   * As `visible`, and for people of a site with which the journey is shared, as long as it is, and for four hours after a
   * caller said why: enough to read, never to change.
   */
  async readable(caller: Caller, journeyId: string): Promise<KnownJourney> {
    const found = isJourneyIdentifier(journeyId) ? await this.find(journeyId) : undefined;
    if (found === undefined) throw new ProblemError('unknown-journey');
    const own = peoplesRoles(caller, found.sites);
    const held = own.length > 0 ? own : sharedRoles(caller, found.state, this.now());
    const roles = held.length > 0 ? held : await this.emergencies.rolesFor(caller, journeyId);
    if (roles.length === 0) throw new ProblemError('unknown-journey');
    return { journeyId, ...found, roles };
  }

  /** The roles of a caller for a journey; none for a journey that is not known. */
  async rolesOf(caller: Caller, journeyId: string): Promise<readonly Role[]> {
    const found = await this.find(journeyId);
    return found === undefined ? [] : peoplesRoles(caller, found.sites);
  }

  /** The state of a journey in the read model, whoever asks. */
  async projected(journeyId: string): Promise<JourneyState | undefined> {
    const row = await this.database
      .selectFrom('read_model.journey')
      .select('state')
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    // The projector folds the journal into exactly this.
    return row?.state as JourneyState | undefined;
  }

  /** The version a journey stopped at, and its time; undefined as long as its journal is projected. */
  async stopped(journeyId: string): Promise<Stopped | undefined> {
    return this.database
      .selectFrom('read_model.quarantine as quarantine')
      .innerJoin('read_model.journey as journey', 'journey.journey_id', 'quarantine.journey_id')
      .innerJoin('read_model.record as record', (last) =>
        last
          .onRef('record.journey_id', '=', 'journey.journey_id')
          .onRef('record.sequence', '=', 'journey.sequence'),
      )
      .select(['journey.sequence as version', 'record.time as asOf'])
      .where('quarantine.journey_id', '=', journeyId)
      .executeTakeFirst();
  }

  private async find(
    journeyId: string,
  ): Promise<Pick<KnownJourney, 'sites' | 'state'> | undefined> {
    const state = await this.projected(journeyId);
    const enrolment = state?.enrolment ?? (await this.enrolments.find(journeyId));
    return enrolment === undefined ? undefined : { sites: enrolment.sites, state };
  }
}

function peoplesRoles(caller: Caller, sites: Enrolment['sites']): readonly Role[] {
  return rolesFor(caller, sites).filter((role) => people.includes(role));
}

function sharedRoles(
  caller: Caller,
  state: JourneyState | undefined,
  now: Instant,
): readonly Role[] {
  if (state === undefined) return [];
  const held = sharedSitesOf(state, now).flatMap(({ siteId }) => rolesAt(caller, siteId));
  return [...new Set(held)].filter((role) => people.includes(role));
}
