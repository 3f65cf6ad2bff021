import { sql } from 'kysely';
import { z } from 'zod';
import { type PatientIdentity, patientIdentity } from '#contracts/http/patient.schema.js';
import type { Database } from '#database/database.js';
import { decrypt, encrypt } from './encryption.js';
import { existingPatientKey, patientKeyFor } from './patient-keys.js';
import { normalisedRecordNumber } from './record-number.js';
import type { VaultKeys } from './vault-keys.js';

const recordNumberKind = 'record-number';

const signature = z.looseObject({ jws: z.string() });

const recorded = z.object({
  patient: patientIdentity,
  reason: z.string().nullable(),
  signature: signature.nullable().default(null),
});

/** Identity as it stands; `version` counts what was recorded from 1. */
export type RecordedIdentity = {
  readonly version: number;
  readonly patient: PatientIdentity;
  readonly reason: string | null;
  readonly signature: z.infer<typeof signature> | null;
};

/** Who recorded an identity and, for a correction, why and signed how. */
export type Recording = {
  readonly by: string;
  readonly reason: string | null;
  readonly signature: RecordedIdentity['signature'];
};

/** The identities of patients, every version of each. */
export class PatientVault {
  constructor(
    private readonly database: Database,
    private readonly keys: VaultKeys,
  ) {}

  /** The same vault inside a transaction of its caller. */
  within(transaction: Database): PatientVault {
    return new PatientVault(transaction, this.keys);
  }

  /**
   * Records an identity as the next version and returns its number; older versions stay, and only the newest
   * record number is found. Call it inside a transaction.
   */
  async record(journeyId: string, patient: PatientIdentity, recording: Recording): Promise<number> {
    const key = await this.takeTurn(journeyId);
    const version = ((await this.latestVersion(journeyId)) ?? 0) + 1;
    // A reason is free text: it may well say who the patient is.
    const { reason, signature: signed } = recording;
    const plain = Buffer.from(JSON.stringify({ patient, reason, signature: signed }));
    await this.database
      .insertInto('vault.patient')
      .values({
        journey_id: journeyId,
        version,
        ciphertext: encrypt(key, plain, placeOf(journeyId, version)),
        recorded_by: recording.by,
        recorded_at: new Date().toISOString(),
      })
      .execute();
    await this.index(journeyId, patient.recordNumber);
    return version;
  }

  /** Records the first identity of a journey; one that is recorded stays. Call it inside a transaction. */
  async recordFirst(journeyId: string, patient: PatientIdentity, by: string): Promise<void> {
    await this.takeTurn(journeyId);
    if ((await this.latestVersion(journeyId)) !== null) return;
    await this.record(journeyId, patient, { by, reason: null, signature: null });
  }

  /** Gives a journey the identity of another one of the same patient, where that is recorded. Call it inside a transaction. */
  async copyFirst(copy: {
    readonly from: string;
    readonly to: string;
    readonly by: string;
  }): Promise<void> {
    const known = await this.read(copy.from);
    if (known !== undefined) await this.recordFirst(copy.to, known.patient, copy.by);
  }

  /**
   * Records a signed correction once: what carries the same signature was recorded by it, whatever was recorded since.
   * Call it inside a transaction.
   */
  async recordSigned(
    journeyId: string,
    patient: PatientIdentity,
    recording: Recording & { readonly signature: NonNullable<Recording['signature']> },
  ): Promise<number> {
    await this.takeTurn(journeyId);
    const versions = await this.versions(journeyId);
    const repeated = versions.find((one) => one.signature?.jws === recording.signature.jws);
    return repeated?.version ?? this.record(journeyId, patient, recording);
  }

  /** The newest identity of a journey, if any is recorded. @throws VaultError `unreadable` */
  async read(journeyId: string): Promise<RecordedIdentity | undefined> {
    const [newest] = await this.versions(journeyId, 1);
    return newest;
  }

  /** The journeys of the patient with a record number, compared without case, blanks and punctuation. */
  async journeysOf(recordNumber: string): Promise<readonly string[]> {
    const rows = await this.database
      .selectFrom('vault.blind_index')
      .select('journey_id')
      .where('kind', '=', recordNumberKind)
      .where('digest', '=', this.digestOf(recordNumber))
      .execute();
    return rows.map((row) => row.journey_id);
  }

  /**
   * The same, once whoever records the same number at the same time has finished; until the transaction ends nobody
   * else does. Call it inside a transaction.
   */
  async journeysAlsoOf(recordNumber: string): Promise<readonly string[]> {
    const turn = sql`SELECT pg_advisory_xact_lock(hashtextextended(${this.digestOf(recordNumber)}, 0))`;
    await turn.execute(this.database);
    return this.journeysOf(recordNumber);
  }

  /** What was recorded of a journey, newest first. */
  private async versions(journeyId: string, most = 1_000): Promise<readonly RecordedIdentity[]> {
    const rows = await this.database
      .selectFrom('vault.patient')
      .select(['version', 'ciphertext'])
      .where('journey_id', '=', journeyId)
      .orderBy('version', 'desc')
      .limit(most)
      .execute();
    const key = await existingPatientKey(this.database, this.keys, journeyId);
    if (key === undefined) return [];
    return rows.map(({ version, ciphertext }) => {
      const plain = decrypt(key, ciphertext, placeOf(journeyId, version));
      return { version, ...recorded.parse(JSON.parse(plain.toString())) };
    });
  }

  /** The patient's key, once whoever records for the same patient at the same time has finished. */
  private async takeTurn(journeyId: string): Promise<Buffer> {
    const key = await patientKeyFor(this.database, this.keys, journeyId);
    await this.database
      .selectFrom('vault.patient_key')
      .select('journey_id')
      .where('journey_id', '=', journeyId)
      .forUpdate()
      .execute();
    return key;
  }

  private async latestVersion(journeyId: string): Promise<number | null> {
    const row = await this.database
      .selectFrom('vault.patient')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    return row?.version ?? null;
  }

  private async index(journeyId: string, recordNumber: string): Promise<void> {
    await this.database
      .deleteFrom('vault.blind_index')
      .where('kind', '=', recordNumberKind)
      .where('journey_id', '=', journeyId)
      .execute();
    await this.database
      .insertInto('vault.blind_index')
      .values({
        kind: recordNumberKind,
        digest: this.digestOf(recordNumber),
        journey_id: journeyId,
      })
      .execute();
  }

  private digestOf(recordNumber: string): string {
    return this.keys.blindDigest(recordNumberKind, normalisedRecordNumber(recordNumber));
  }
}

function placeOf(journeyId: string, version: number): string {
  return `patient/${journeyId}/${version}`;
}
