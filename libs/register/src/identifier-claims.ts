import { sql } from 'kysely';
import type { Database } from '#database/database.js';

/** An identifier in its normalised form, and what kind of thing it names: `donation`, `batch`, `bag`, … */
export type Identifier = { readonly system: string; readonly value: string };

/** An identifier and the journey it belongs to. */
export type OwnedIdentifier = Identifier & { readonly journeyId: string };

/** An identifier as an event of a journey named it. */
export type NamedIdentifier = Identifier & { readonly eventId: string };

/** Which journey every identifier belongs to, over all journeys and for ever: the first that names it as its own. */
export class IdentifierClaims {
  constructor(private readonly database: Database) {}

  /** Claims what nobody owns yet; answers whose each of them is now. */
  async claim(
    journeyId: string,
    identifiers: readonly Identifier[],
  ): Promise<readonly OwnedIdentifier[]> {
    if (identifiers.length === 0) return [];
    // Claims of several journeys meet in one order, so that they cannot wait for each other.
    const { rows } = await sql<OwnedIdentifier>`
      INSERT INTO register.identifier (system, value, journey_id, claimed_at)
      SELECT DISTINCT system, value, ${journeyId}::text, now()
        FROM ${listed(identifiers)} ORDER BY system, value
      ON CONFLICT (system, value) DO UPDATE SET journey_id = register.identifier.journey_id
      RETURNING system, value, journey_id AS "journeyId"`.execute(this.database);
    return rows;
  }

  /** Remembers what a journey scanned; answers whose it is, where it is claimed. */
  async scan(
    journeyId: string,
    identifiers: readonly NamedIdentifier[],
  ): Promise<readonly OwnedIdentifier[]> {
    if (identifiers.length === 0) return [];
    await this.database
      .insertInto('register.identifier_scan')
      .columns(['system', 'value', 'journey_id', 'event_id', 'scanned_at'])
      .expression(
        sql`SELECT DISTINCT ON (system, value) system, value, ${journeyId}::text, event_id, now()
          FROM ${listed(identifiers)} ORDER BY system, value`,
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { rows } = await sql<OwnedIdentifier>`
      SELECT system, value, journey_id AS "journeyId" FROM register.identifier
      JOIN (SELECT DISTINCT system, value FROM ${listed(identifiers)}) AS scanned
        USING (system, value)`.execute(this.database);
    return rows;
  }

  /** Releases what a journey claimed or scanned and names no more; names of journeys stay, they are of no event of its own. */
  async release(journeyId: string, keeps: readonly Identifier[]): Promise<void> {
    const isGone = sql`journey_id = ${journeyId} AND system <> 'journey' AND (system, value) NOT IN
      (SELECT system, value FROM ${listed(keeps)})`;
    await sql`DELETE FROM register.identifier WHERE ${isGone}`.execute(this.database);
    await sql`DELETE FROM register.identifier_scan WHERE ${isGone}`.execute(this.database);
  }

  /** What other journeys have scanned of what this one owns. */
  async scannedByOthers(journeyId: string): Promise<readonly NamedIdentifier[]> {
    return this.database
      .selectFrom('register.identifier as owned')
      .innerJoin('register.identifier_scan as scan', (join) =>
        join.onRef('scan.system', '=', 'owned.system').onRef('scan.value', '=', 'owned.value'),
      )
      .where('owned.journey_id', '=', journeyId)
      .whereRef('scan.journey_id', '<>', 'owned.journey_id')
      .orderBy('scan.system')
      .orderBy('scan.value')
      .select(['scan.system', 'scan.value', 'scan.event_id as eventId'])
      .execute();
  }
}

/** Identifiers as a table with the columns system, value and event_id. */
function listed(identifiers: readonly (Identifier & { readonly eventId?: string })[]) {
  const rows = identifiers.map(({ system, value, eventId }) => ({
    system,
    value,
    event_id: eventId ?? null,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS listed(system text, value text, event_id text)`;
}
