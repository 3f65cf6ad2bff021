import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import { KeyReusedError } from './enrolments.js';

/** Whose request it is and what it asks. */
export type SiteRequest = {
  readonly subject: string;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
};

/** How decisions about sites were answered. */
export class SiteDecisions {
  constructor(private readonly database: Database) {}

  /**
   * Answers a request as it was answered before, or does it in the transaction that remembers the answer; whoever sends
   * it at the same time waits. @throws KeyReusedError when the key asked for something else.
   */
  async once<A extends object>(
    { subject, idempotencyKey, bodyHash }: SiteRequest,
    decide: (transaction: Database) => Promise<A>,
  ): Promise<A> {
    return this.database.transaction().execute(async (transaction) => {
      const turn = JSON.stringify([subject, idempotencyKey]);
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(transaction);
      const before = await transaction
        .selectFrom('register.site_decision')
        .select(['body_hash', 'answer'])
        .where('subject', '=', subject)
        .where('idempotency_key', '=', idempotencyKey)
        .executeTakeFirst();
      if (before !== undefined && before.body_hash !== bodyHash) throw new KeyReusedError();
      // It was written here in exactly this shape.
      if (before !== undefined) return before.answer as A;
      const answer = await decide(transaction);
      await transaction
        .insertInto('register.site_decision')
        .values({
          subject,
          idempotency_key: idempotencyKey,
          body_hash: bodyHash,
          answer: JSON.stringify(answer),
          decided_at: new Date().toISOString(),
        })
        .execute();
      return answer;
    });
  }
}
