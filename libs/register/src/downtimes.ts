import { sql } from 'kysely';
import type { Database } from '#database/database.js';

/** When a site wrote on paper; `endedAt` is null while it does. Wall times. */
export type Downtime = {
  readonly id: number;
  readonly siteId: string;
  readonly declaredBy: string;
  readonly declaredAt: string;
  readonly reason: string;
  readonly endedAt: string | null;
};

const columns = [
  'id',
  'site_id as siteId',
  'declared_by as declaredBy',
  'declared_at as declaredAt',
  'reason',
  'ended_at as endedAt',
] as const;

/** Which site writes on paper, at most once at a time. */
export class Downtimes {
  constructor(private readonly database: Database) {}

  async present(siteId: string): Promise<Downtime | undefined> {
    return this.database
      .selectFrom('register.downtime')
      .select(columns)
      .where('site_id', '=', siteId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
  }

  /** Declares one; undefined when the site has one already. */
  async declare(siteId: string, by: string, reason: string): Promise<Downtime | undefined> {
    return this.database
      .insertInto('register.downtime')
      .values({ site_id: siteId, declared_by: by, declared_at: sql`now()`, reason })
      .onConflict((conflict) =>
        conflict.column('site_id').where('ended_at', 'is', null).doNothing(),
      )
      .returning(columns)
      .executeTakeFirst();
  }

  /** Ends it; undefined when the site has none. */
  async end(siteId: string, by: string): Promise<Downtime | undefined> {
    return this.database
      .updateTable('register.downtime')
      .set({ ended_by: by, ended_at: sql`now()` })
      .where('site_id', '=', siteId)
      .where('ended_at', 'is', null)
      .returning(columns)
      .executeTakeFirst();
  }
}
