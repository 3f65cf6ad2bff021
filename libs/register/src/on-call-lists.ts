import { sql } from 'kysely';
import type { Database } from '#database/database.js';

/** Somebody who is called. */
export type OnCallPerson = {
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  readonly email?: string | undefined;
  readonly subject?: string | undefined;
};

/** Who is called at a site, in order, as it was last changed; `changedAt` is wall time. */
export type OnCallList = {
  readonly version: number;
  readonly people: readonly OnCallPerson[];
  readonly changedBy: string;
  readonly changedAt: string;
};

/** Who is called at which site. */
export class OnCallLists {
  constructor(private readonly database: Database) {}

  async of(siteId: string): Promise<OnCallList | undefined> {
    const row = await this.database
      .selectFrom('register.on_call')
      .select(['version', 'people', 'changed_by as changedBy', 'changed_at as changedAt'])
      .where('site_id', '=', siteId)
      .executeTakeFirst();
    return row === undefined ? undefined : { ...row, people: row.people as OnCallPerson[] };
  }

  /** Replaces the list of a site. */
  async change(siteId: string, people: readonly OnCallPerson[], by: string): Promise<void> {
    const list = { people: JSON.stringify(people), changed_by: by, changed_at: sql<string>`now()` };
    await this.database
      .insertInto('register.on_call')
      .values({ site_id: siteId, version: 1, ...list })
      .onConflict((conflict) =>
        conflict.column('site_id').doUpdateSet({ ...list, version: sql`on_call.version + 1` }),
      )
      .execute();
  }
}
