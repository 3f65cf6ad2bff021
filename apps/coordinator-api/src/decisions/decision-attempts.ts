import type { Database } from '#database/database.js';

/** An attempt to decide, before anything of it is known to be allowed. */
export type DecisionAttempt = {
  readonly subject: string;
  readonly role: string;
  readonly journeyId: string;
  readonly type: string;
  readonly keyHash: string;
};

/** What people tried to decide: written before it is sent, its outcome added when it is known. */
export class DecisionAttempts {
  constructor(private readonly database: Database) {}

  /** Writes an attempt and returns its number. */
  async begin({ journeyId, keyHash, ...attempt }: DecisionAttempt): Promise<number> {
    const row = await this.database
      .insertInto('audit.decision_attempt')
      .values({
        ...attempt,
        journey_id: journeyId,
        key_hash: keyHash,
        at: new Date().toISOString(),
        outcome: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  /** Adds how an attempt ended. */
  async end(id: number, outcome: string): Promise<void> {
    await this.database
      .updateTable('audit.decision_attempt')
      .set({ outcome })
      .where('id', '=', id)
      .execute();
  }
}
