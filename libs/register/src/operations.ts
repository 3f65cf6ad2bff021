import type { Database } from '#database/database.js';

/** What somebody did beside the protocol; `about` holds identifiers alone, `reason` is their own word. */
export type Operation = {
  readonly subject: string;
  readonly action: string;
  readonly about: object;
  readonly reason: string;
};

/** Writes what is about to be done, and returns its number: whoever does it writes first. */
export async function recordOperation(
  database: Database,
  { subject, action, about, reason }: Operation,
): Promise<number> {
  const { id } = await database
    .insertInto('audit.operation')
    .values({
      at: new Date().toISOString(),
      subject,
      action,
      about: JSON.stringify(about),
      reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
