import type { Caller } from '#access/caller.js';
import { clinicalRoles, type Role } from '#access/role.js';
import type {
  EmergencyAccess,
  EmergencyRequest,
  EmergencyReview,
} from '#contracts/http/sites.schema.js';
import type { Database } from '#database/database.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Logger } from '#observability/logger.js';
import { ProblemError } from '../problems/problem-error.js';

const hours = 4;
const mostListed = 500;

const columns = [
  'id',
  'subject',
  'name',
  'journey_id as journeyId',
  'reason',
  'given_at as givenAt',
  'until',
  'reviewed_by as reviewedBy',
  'reviewed_at as reviewedAt',
  'finding',
] as const;

/** Reading what is not one's own for four hours, on record, told at once and looked into afterwards. Wall times. */
export class EmergencyAccesses {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /** @throws ProblemError `unknown-journey` for what is no journey's identifier. */
  async give(
    { subject, name }: Caller,
    { reason, journeyId }: EmergencyRequest,
  ): Promise<EmergencyAccess> {
    if (journeyId !== undefined && !isJourneyIdentifier(journeyId)) {
      throw new ProblemError('unknown-journey');
    }
    const now = Date.now();
    const given = await this.database
      .insertInto('audit.emergency_access')
      .values({
        subject,
        name,
        journey_id: journeyId ?? null,
        reason,
        given_at: new Date(now).toISOString(),
        until: new Date(now + hours * 3_600_000).toISOString(),
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    this.logger.warn({ emergencyAccess: given.id, subject }, 'emergency access was taken');
    return given;
  }

  /** Those that nobody has looked into yet first, then the newest. */
  async list(): Promise<readonly EmergencyAccess[]> {
    return this.database
      .selectFrom('audit.emergency_access')
      .select(columns)
      .orderBy('reviewed_at', (by) => by.desc().nullsFirst())
      .orderBy('id', 'desc')
      .limit(mostListed)
      .execute();
  }

  /** Says what came of looking into one, once and never by whoever took it. */
  async review(
    { subject }: Caller,
    id: number,
    { finding }: EmergencyReview,
  ): Promise<EmergencyAccess> {
    const reviewed = await this.database
      .updateTable('audit.emergency_access')
      .set({ reviewed_by: subject, reviewed_at: new Date().toISOString(), finding })
      .where('id', '=', id)
      .where('reviewed_at', 'is', null)
      .where('subject', '!=', subject)
      .returning(columns)
      .executeTakeFirst();
    if (reviewed !== undefined) return reviewed;
    throw new ProblemError('conflict', {
      detail: 'There is none of this number that waits to be looked into by you.',
    });
  }

  /** The roles in which a caller may read a journey now: their own clinical ones, wherever held; none without an emergency. */
  async rolesFor(caller: Caller, journeyId: string): Promise<readonly Role[]> {
    const held = Object.values(caller.roles).flat();
    const clinical = [...new Set(held.filter((role) => clinicalRoles.includes(role)))];
    if (clinical.length === 0) return [];
    const open = await this.database
      .selectFrom('audit.emergency_access')
      .select('id')
      .where('subject', '=', caller.subject)
      .where('until', '>', new Date().toISOString())
      .where((where) =>
        where.or([where('journey_id', 'is', null), where('journey_id', '=', journeyId)]),
      )
      .executeTakeFirst();
    return open === undefined ? [] : clinical;
  }
}
