import type { PatientIdentity } from '#contracts/http/patient.schema.js';
import type { Database } from '#database/database.js';
import type { Enrolment } from '#domain/journey/enrolment.js';

/** An idempotency key that its caller used before for something else. */
export class KeyReusedError extends Error {
  readonly code = 'idempotency-key-reused';

  constructor() {
    super('the idempotency key was used for another request');
    this.name = 'KeyReusedError';
  }
}

/** A referral that is known with another product or indication, which are those of its journey. */
export class ReferralContradictedError extends Error {
  readonly code = 'conflict';

  constructor(
    readonly product: string,
    readonly indication: string,
  ) {
    super('the referral is known with another product or indication');
    this.name = 'ReferralContradictedError';
  }
}

/** What is to be remembered of an enrolment; the key counts per `subject`, the caller. */
export type NewEnrolment = {
  readonly subject: string;
  readonly idempotencyKey: string;
  /** Of the whole request, so that the same key cannot stand for two. */
  readonly bodyHash: string;
  readonly enrolment: Enrolment;
  readonly patient: PatientIdentity;
};

/** How an enrolment was taken: as new, as one told before, or as the journey its referral already has. */
export type Accepted = {
  readonly how: 'new' | 'repeated' | 'known-referral';
  readonly enrolment: Enrolment;
  readonly isStarted: boolean;
};

/** Keeps the first identity of a journey inside a transaction of its caller; one that is recorded stays. */
export type KeepIdentity = (
  transaction: Database,
  identity: { readonly journeyId: string; readonly patient: PatientIdentity; readonly by: string },
) => Promise<void>;

/** Every enrolment ever accepted, remembered for as long as journeys are. */
export class Enrolments {
  constructor(
    private readonly database: Database,
    private readonly keepIdentity: KeepIdentity,
  ) {}

  /**
   * Remembers an enrolment, its identity and the blind index together or not at all.
   * @throws KeyReusedError when the caller used the key for another body, ReferralContradictedError when its
   * referral is known with another product or indication.
   */
  async accept(wanted: NewEnrolment): Promise<Accepted> {
    return this.database.transaction().execute(async (transaction) => {
      const { enrolment, patient, subject } = wanted;
      const identity = { patient, by: subject };
      if (await insert(transaction, wanted)) {
        await this.keepIdentity(transaction, { journeyId: enrolment.journeyId, ...identity });
        return { how: 'new', enrolment, isStarted: false };
      }
      const repeated = await byKey(transaction, subject, wanted.idempotencyKey);
      if (repeated !== undefined) {
        if (repeated.body_hash !== wanted.bodyHash) throw new KeyReusedError();
        return { how: 'repeated', ...told(repeated) };
      }
      const known = told(await byReferral(transaction, referralKey(enrolment)));
      assertSameTreatment(known.enrolment, enrolment);
      await this.keepIdentity(transaction, { journeyId: known.enrolment.journeyId, ...identity });
      return { how: 'known-referral', ...known };
    });
  }

  /** The enrolment of a journey, if it was accepted here. */
  async find(journeyId: string): Promise<Enrolment | undefined> {
    const row = await this.database
      .selectFrom('register.enrolment')
      .select(['enrolment', 'started_at'])
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    return row === undefined ? undefined : told(row).enrolment;
  }

  /** Remembers that the workflow of a journey runs. */
  async markStarted(journeyId: string): Promise<void> {
    await this.database
      .updateTable('register.enrolment')
      .set({ started_at: new Date().toISOString() })
      .where('journey_id', '=', journeyId)
      .where('started_at', 'is', null)
      .execute();
  }

  /** Enrolments accepted before an instant of wall time whose workflow was not started, oldest first. */
  async notStarted(acceptedBefore: string, limit: number): Promise<readonly Enrolment[]> {
    const rows = await this.database
      .selectFrom('register.enrolment')
      .select(['enrolment', 'started_at'])
      .where('started_at', 'is', null)
      .where('accepted_at', '<=', acceptedBefore)
      .orderBy('accepted_at')
      .limit(limit)
      .execute();
    return rows.map((row) => told(row).enrolment);
  }
}

type Row = { readonly enrolment: object; readonly started_at: string | null };

function told(row: Row): Pick<Accepted, 'enrolment' | 'isStarted'> {
  // Only `insert` below writes this column.
  return { enrolment: row.enrolment as Enrolment, isStarted: row.started_at !== null };
}

function assertSameTreatment({ product, indication }: Enrolment, wanted: Enrolment): void {
  if (product === wanted.product && indication === wanted.indication) return;
  throw new ReferralContradictedError(product, indication);
}

/** A referral id is its site's own: two sites may give the same. */
function referralKey({ referralId, sites }: Enrolment): string | null {
  return referralId === undefined ? null : `${sites.treating}/${referralId}`;
}

async function insert(transaction: Database, wanted: NewEnrolment): Promise<boolean> {
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

async function byKey(transaction: Database, subject: string, key: string) {
  return transaction
    .selectFrom('register.enrolment')
    .select(['body_hash', 'enrolment', 'started_at'])
    .where('subject', '=', subject)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

async function byReferral(transaction: Database, referral: string | null) {
  return transaction
    .selectFrom('register.enrolment')
    .select(['enrolment', 'started_at'])
    .where('referral_id', '=', referral)
    .executeTakeFirstOrThrow();
}
