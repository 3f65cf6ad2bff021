import { journalRecordSchema } from '#contracts/outbound/journal-record.js';
import { zeroHash } from '#domain/journey/initial-state.js';
import { recordHash } from '#domain/journey/journal.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { verifySignature } from '#signatures/record-signature.js';
import { signedHash } from '#signatures/signed-hash.js';
import { digest } from '#workflows/journey/digest.js';
import type { JWK } from 'jose';

/** The first record that is not as it was made, and in words what is wrong with it. */
export type RecordFault = { readonly sequence: number; readonly what: string };

/** The first fault of a chain of records of one journey; undefined when all are as they were made. */
export async function faultInChain(
  journeyId: string,
  records: readonly unknown[],
  publicJwk: JWK,
): Promise<RecordFault | undefined> {
  let previousHash = zeroHash;
  for (const [index, one] of records.entries()) {
    const sequence = index + 1;
    const read = journalRecordSchema.safeParse(one);
    if (!read.success) return { sequence, what: 'it is no record of a journal' };
    const record = read.data as JournalRecord;
    const what =
      faultOfFrame(record, journeyId, sequence, previousHash) ??
      (await faultOfSignatures(record, publicJwk));
    if (what !== undefined) return { sequence, what: `${record.type}: ${what}` };
    previousHash = record.data.hash;
  }
  return undefined;
}

function faultOfFrame(
  record: JournalRecord,
  journeyId: string,
  sequence: number,
  previousHash: string,
): string | undefined {
  if (record.subject !== journeyId) return 'it is of another journey';
  if (record.data.sequence !== sequence) return 'a record before it is missing';
  if (record.data.previousHash !== previousHash) return 'it does not follow the record before it';
  const { hash, ...data } = record.data;
  return recordHash({ ...record, data }, digest) === hash
    ? undefined
    : 'its content is not what its hash was made of';
}

/** What is wrong with the signatures of a record; undefined when nothing is, or when it has none. */
export async function faultOfSignatures(
  { subject, data }: JournalRecord,
  publicJwk: JWK,
): Promise<string | undefined> {
  const { decision } = data;
  for (const signature of decision?.signatures ?? []) {
    const { meaning, printedName } = signature;
    const hash = signedHash({
      journeyId: subject,
      type: decision?.type ?? '',
      data: decision?.data ?? {},
      basis: decision?.basis ?? null,
      meaning,
    });
    try {
      await verifySignature(publicJwk, signature, hash);
    } catch {
      return `the signature of ${printedName} is not of this record`;
    }
  }
  return undefined;
}
