import type { Database } from '#database/database.js';

/** The identity tokens that have signed; kept for ever, so that a repeated request is answered for ever. */
export class UsedTokens {
  constructor(private readonly database: Database) {}

  /** When a token signed this very request before, as wall time; undefined when it did not. */
  async usedAt(tokenHash: string, usedFor: string): Promise<string | undefined> {
    const row = await this.database
      .selectFrom('register.used_token')
      .select('used_at')
      .where('token_hash', '=', tokenHash)
      .where('used_for', '=', usedFor)
      .executeTakeFirst();
    return row?.used_at;
  }

  /** Uses a token for one request; false when another request used it before. */
  async use(token: {
    readonly tokenHash: string;
    readonly usedFor: string;
    readonly at: string;
    readonly expiresAt: string;
  }): Promise<boolean> {
    const inserted = await this.database
      .insertInto('register.used_token')
      .values({
        token_hash: token.tokenHash,
        used_for: token.usedFor,
        used_at: token.at,
        expires_at: token.expiresAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return true;
    return (await this.usedAt(token.tokenHash, token.usedFor)) !== undefined;
  }
}
