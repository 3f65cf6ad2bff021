import { calculateJwkThumbprint } from 'jose';
import { custodyFile } from '#contracts/http/custody.schema.js';
import { isSealOf } from '#signatures/seal.js';
import { faultInChain, type RecordFault } from './record-fault.js';

/** What a custody file proves: whose key sealed it, how many records it holds, and the first that is broken. */
export type CustodyProof = {
  readonly journeyId: string | null;
  readonly records: number;
  readonly keyThumbprint: string | null;
  /** Whether the file is as it was exported. */
  readonly isSealed: boolean;
  readonly fault: RecordFault | null;
};

/** Checks the text of an exported file against the key within it, or against the one given; without any server. */
export async function proveCustody(text: string, trusted?: string): Promise<CustodyProof> {
  const read = custodyFile.safeParse(parsed(text));
  if (!read.success) return nothing;
  const { seal, ...document } = read.data;
  const { journeyId, key, records } = document;
  const keyThumbprint = await calculateJwkThumbprint(key);
  const isTrusted = trusted === undefined || trusted === keyThumbprint;
  return {
    journeyId,
    records: records.length,
    keyThumbprint,
    isSealed: isTrusted && (await isSealOf(key, seal, document)),
    fault: (await faultInChain(journeyId, records, key)) ?? null,
  };
}

const nothing: CustodyProof = {
  journeyId: null,
  records: 0,
  keyThumbprint: null,
  isSealed: false,
  fault: null,
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
