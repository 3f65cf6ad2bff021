import type { Database } from '#database/database.js';

/** One reading, search or change of identity, or an attempt at it. */
export type IdentityAccess = {
  readonly subject: string;
  readonly role: string;
  readonly journeyId: string;
  readonly route: string;
  readonly outcome: 'read' | 'found' | 'none' | 'changed' | 'refused';
};

/** Who touched identity: written before the answer is sent, never changed. */
export class AccessRecords {
  constructor(private readonly database: Database) {}

  async write(access: IdentityAccess): Promise<void> {
    const { journeyId, ...rest } = access;
    await this.database
      .insertInto('audit.identity_access')
      .values({ ...rest, journey_id: journeyId, at: new Date().toISOString() })
      .execute();
  }
}
