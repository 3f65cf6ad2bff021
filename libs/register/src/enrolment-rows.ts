import type { Database } from '#database/database.js';
import { normalisedIdentifier } from '#domain/identifiers/normalised-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';

/** How an enrolment was taken: as new, as one told before, or as the journey its referral already has. */
export type Accepted = {
  readonly how: 'new' | 'repeated' | 'known-referral';
  readonly enrolment: Enrolment;
  readonly isStarted: boolean;
};

/** What is written of an enrolment; the key counts per `subject`, who sent it. */
type EnrolmentRow = {
  readonly subject: string;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  readonly enrolment: Enrolment;
};

type Row = { readonly enrolment: object; readonly started_at: string | null };

/** What a row tells. */
export function told(row: Row): Pick<Accepted, 'enrolment' | 'isStarted'> {
  // Only `insertEnrolment` writes this column.
  return { enrolment: row.enrolment as Enrolment, isStarted: row.started_at !== null };
}

/** A referral id is its site's own: two sites may give the same, and one may write it in several ways. */
export function referralKey({
  referralId,
  sites,
}: Pick<Enrolment, 'referralId'> & {
  readonly sites: Pick<Enrolment['sites'], 'treating'>;
}): string | null {
  return referralId === undefined ? null : `${sites.treating}/${normalisedIdentifier(referralId)}`;
}

/** Remembers an enrolment; false when its key or its referral is known. */
export async function insertEnrolment(
  transaction: Database,
  wanted: EnrolmentRow,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('register.enrolment')
    .values({
      journey_id: wanted.enrolment.journeyId,
      subject: wanted.subject,
      idempotency_key: wanted.idempotencyKey,
      body_hash: wanted.bodyHash,
      referral_id: referralKey(wanted.enrolment),
      enrolment: JSON.stringify(wanted.enrolment),
      accepted_at: new Date().toISOString(),
      started_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The enrolment that a caller sent under a key. */
export async function byKey(transaction: Database, subject: string, key: string) {
  return transaction
    .selectFrom('register.enrolment')
    .select(['body_hash', 'enrolment', 'started_at'])
    .where('subject', '=', subject)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

/** The enrolment that a referral has. */
export async function byReferral(database: Database, referral: string | null) {
  return database
    .selectFrom('register.enrolment')
    .select(['enrolment', 'started_at'])
    .where('referral_id', '=', referral)
    .executeTakeFirst();
}

/** Remembers that the workflow of a journey runs. */
export async function markStarted(database: Database, journeyId: string): Promise<void> {
  await database
    .updateTable('register.enrolment')
    .set({ started_at: new Date().toISOString() })
    .where('journey_id', '=', journeyId)
    .where('started_at', 'is', null)
    .execute();
}
