import type { PatientIdentity } from '#contracts/http/patient.schema.js';
import type { Database } from '#database/database.js';
import { type Enrolment, noProduct } from '#domain/journey/enrolment.js';
import {
  type Accepted,
  byKey,
  byReferral,
  insertEnrolment,
  markStarted,
  referralKey,
  told,
} from './enrolment-rows.js';

export type { Accepted } from './enrolment-rows.js';

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

/** The identities of patients, inside a transaction of the caller. */
export type IdentityKeeper = {
  /** Keeps the first identity of a journey; one that is recorded stays. */
  keepFirst(
    transaction: Database,
    identity: {
      readonly journeyId: string;
      readonly patient: PatientIdentity;
      readonly by: string;
    },
  ): Promise<void>;
  /** The journeys of a patient; until the transaction ends nobody else learns of the same patient's. */
  journeysOf(transaction: Database, patient: PatientIdentity): Promise<readonly string[]>;
};

/** Every enrolment ever accepted, remembered for as long as journeys are. */
export class Enrolments {
  constructor(
    private readonly database: Database,
    private readonly identities: IdentityKeeper,
  ) {}

  /**
   * Remembers an enrolment, its identity and the blind index together or not at all; one that another open journey of
   * the same patient makes a probable duplicate says so.
   * @throws KeyReusedError when the caller used the key for another body, ReferralContradictedError when its
   * referral is known with another product or indication.
   */
  async accept(wanted: NewEnrolment): Promise<Accepted> {
    return this.database.transaction().execute(async (transaction) => {
      const { patient, subject, idempotencyKey, bodyHash } = wanted;
      const identity = { patient, by: subject };
      const others = await this.openJourneysOf(transaction, patient);
      const enrolment = duplicateOf(wanted.enrolment, others);
      if (await insertEnrolment(transaction, { subject, idempotencyKey, bodyHash, enrolment })) {
        const { journeyId } = enrolment;
        await this.identities.keepFirst(transaction, { journeyId, ...identity });
        return { how: 'new', enrolment, isStarted: false };
      }
      const repeated = await byKey(transaction, subject, idempotencyKey);
      if (repeated !== undefined) {
        if (repeated.body_hash !== bodyHash) throw new KeyReusedError();
        return { how: 'repeated', ...told(repeated) };
      }
      const known = told(await existingReferral(transaction, enrolment));
      assertSameTreatment(known.enrolment, enrolment);
      const { journeyId } = known.enrolment;
      await this.identities.keepFirst(transaction, { journeyId, ...identity });
      return {
        how: 'known-referral',
        enrolment: duplicateOf(
          known.enrolment,
          others.filter((other) => other !== journeyId),
        ),
        isStarted: known.isStarted,
      };
    });
  }

  /** Which other open journey the patient of this one has. */
  async otherJourneyOf(journeyId: string, patient: PatientIdentity): Promise<string | undefined> {
    const others = await this.database
      .transaction()
      .execute((transaction) => this.openJourneysOf(transaction, patient));
    return others.find((other) => other !== journeyId);
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
    await markStarted(this.database, journeyId);
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

  private async openJourneysOf(
    transaction: Database,
    patient: PatientIdentity,
  ): Promise<readonly string[]> {
    const journeyIds = await this.identities.journeysOf(transaction, patient);
    if (journeyIds.length === 0) return [];
    const closed = await transaction
      .selectFrom('read_model.journey')
      .select('journey_id')
      .where('journey_id', 'in', journeyIds)
      .where('stage', '=', 'closed')
      .execute();
    return journeyIds.filter((id) => closed.every((row) => row.journey_id !== id));
  }
}

async function existingReferral(transaction: Database, enrolment: Enrolment) {
  const row = await byReferral(transaction, referralKey(enrolment));
  if (row === undefined) throw new Error('an enrolment met neither its key nor its referral');
  return row;
}

/** A referral that came without a product has none to contradict; a physician selects it in the journey. */
function assertSameTreatment({ product, indication }: Enrolment, wanted: Enrolment): void {
  const isSameProduct = product === noProduct || product === wanted.product;
  if (isSameProduct && indication === wanted.indication) return;
  throw new ReferralContradictedError(product, indication);
}

function duplicateOf(enrolment: Enrolment, others: readonly string[]): Enrolment {
  const [first] = others;
  return first === undefined ? enrolment : { ...enrolment, probableDuplicateOf: first };
}
