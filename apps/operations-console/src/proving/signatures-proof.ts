import type { JWK } from 'jose';
import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { faultOfSignatures, type RecordFault } from './record-fault.js';

/** What the signatures of the journal prove: how many there are, and which records are not what was signed. */
export type SignaturesProof = {
  readonly records: number;
  readonly signatures: number;
  readonly faults: readonly (RecordFault & { readonly journeyId: string })[];
};

const atOnce = 500;

/** Checks every signature of the journal, or of one journey, with the installation's public key. */
export async function proveSignatures(
  database: Database,
  publicJwk: JWK,
  journeyId?: string,
): Promise<SignaturesProof> {
  const faults: (RecordFault & { readonly journeyId: string })[] = [];
  let records = 0;
  let signatures = 0;
  for (let after: readonly [string, number] = ['', 0]; ;) {
    const some = await signed(database, after, journeyId);
    for (const record of some) {
      records += 1;
      signatures += record.data.decision?.signatures.length ?? 0;
      const what = await faultOfSignatures(record, publicJwk);
      const { subject, data } = record;
      if (what !== undefined) faults.push({ journeyId: subject, sequence: data.sequence, what });
    }
    const last = some.at(-1);
    if (last === undefined) return { records, signatures, faults };
    after = [last.subject, last.data.sequence];
  }
}

async function signed(
  database: Database,
  [afterJourney, afterSequence]: readonly [string, number],
  journeyId: string | undefined,
): Promise<readonly JournalRecord[]> {
  let rows = database
    .selectFrom('read_model.record')
    .select('record')
    .where(sql<boolean>`(journey_id, sequence) > (${afterJourney}, ${afterSequence})`)
    .where(sql<boolean>`record #> '{data,decision,signatures,0}' IS NOT NULL`)
    .orderBy('journey_id')
    .orderBy('sequence')
    .limit(atOnce);
  if (journeyId !== undefined) rows = rows.where('journey_id', '=', journeyId);
  return (await rows.execute()).map(({ record }) => record as JournalRecord);
}
