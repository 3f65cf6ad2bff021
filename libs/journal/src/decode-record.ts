import { journalRecordSchema } from '#contracts/outbound/journal-record.js';
import { recordHash } from '#domain/journey/journal.js';
import type { Digest, JournalRecord } from '#domain/journey/record.js';

/** Why the journal of a journey cannot be followed any more. */
export type QuarantineReason =
  | 'malformed-record'
  | 'wrong-key'
  | 'wrong-hash'
  | 'gap'
  | 'broken-chain'
  | 'journal-forked'
  | 'not-foldable'
  | 'not-storable';

/** Where and why a journey's projection stopped. */
export type Quarantine = {
  readonly partition: number;
  readonly offset: number;
  readonly reason: QuarantineReason;
};

/** A journal message as its reader takes it: of which journey, and the record or what is wrong with it. */
export type JournalEntry = {
  readonly journeyId: string;
  readonly partition: number;
  readonly offset: number;
  readonly content: JournalRecord | QuarantineReason;
};

type Message = {
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
};

// PostgreSQL takes neither a null character nor half a surrogate pair; one such text would stop every journey.
const unstorable = /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** Parses a journal message and recomputes its hash. One without a usable key stands for a journey of its own. */
export function decodeRecord(message: Message, digest: Digest): JournalEntry {
  const { partition, offset, value } = message;
  const journeyId = journeyOf(message);
  return { journeyId, partition, offset, content: contentOf(journeyId, value, digest) };
}

/** The journey a message stands for. */
export function journeyOf({ partition, offset, key }: Omit<Message, 'value'>): string {
  return usable(key) ?? `${partition}/${offset}`;
}

const longestKey = 200;

function usable(key: Buffer | null): string | undefined {
  const text = key?.toString('utf8');
  const isUsable = text !== undefined && text.length <= longestKey && !text.includes('\0');
  return isUsable ? text : undefined;
}

function contentOf(
  journeyId: string,
  value: Buffer | null,
  digest: Digest,
): JournalEntry['content'] {
  const text = String(value);
  if (unstorable.test(text)) return 'malformed-record';
  const parsed = journalRecordSchema.safeParse(parseJson(text));
  if (!parsed.success) return 'malformed-record';
  // The schema shows the form of the frame; what is in it is the word of the domain that wrote it.
  const record = parsed.data as unknown as JournalRecord;
  if (record.subject !== journeyId) return 'wrong-key';
  const hash = hashOf(record, digest);
  if (hash === null) return 'malformed-record';
  return hash === record.data.hash ? record : 'wrong-hash';
}

/** Null when the record has no canonical form, as with a number beyond all bounds. */
function hashOf(
  record: JournalRecord & { readonly traceparent?: string },
  digest: Digest,
): string | null {
  const { traceparent: _trace, data, ...frame } = record;
  const { hash: _own, ...content } = data;
  try {
    return recordHash({ ...frame, data: content }, digest);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
