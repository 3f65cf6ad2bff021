import { nextDeadlineOf } from '../deadlines/deadlines.js';
import type { Instant } from '../time/instant.js';
import { evolve } from './evolve.js';
import { initialState, zeroHash } from './initial-state.js';
import type { Digest, JournalRecord, RecordDraft } from './record.js';
import type { JourneyState } from './state.js';

/** The version of the protocol that writes the records of a run. */
export const protocolVersion = 3;

/** Lower-case hex SHA-256 of the canonical record without its own hash. */
export function recordHash(
  record: Omit<JournalRecord, 'data'> & { readonly data: Omit<JournalRecord['data'], 'hash'> },
  digest: Digest,
): string {
  return digest.hash(digest.canonical(record));
}

/** Numbers, times and chains a draft onto a journey's journal. */
export function append(
  state: JourneyState | null,
  draft: RecordDraft,
  journeyId: string,
  at: Instant,
  causedBy: number | undefined,
  digest: Digest,
): { readonly state: JourneyState; readonly record: JournalRecord } {
  const sequence = (state?.sequence ?? 0) + 1;
  const { type, ...content } = draft;
  const frame = {
    specversion: '1.0' as const,
    id: `${journeyId}/${sequence}`,
    source: 'urn:v2v:journey' as const,
    type,
    subject: journeyId,
    time: at,
  };
  const data = {
    sequence,
    ...content,
    ...(causedBy === undefined ? {} : { causedBy }),
    protocolVersion,
    previousHash: state?.lastHash ?? zeroHash,
    stageBefore: state?.stage ?? ('referral' as const),
    stageAfter: 'referral' as const,
    holds: [],
    hash: '',
  };
  const provisional: JournalRecord = { ...frame, data };
  const after = evolve(state ?? initialState(provisional), provisional, digest.hash);
  const nextDeadline = nextDeadlineOf(after);
  const { hash: _none, ...unhashed } = {
    ...data,
    stageAfter: after.stage,
    holds: after.holds.map(({ kind, since }) => ({ kind, since })),
    ...(nextDeadline === undefined ? {} : { nextDeadline }),
  };
  const hash = recordHash({ ...frame, data: unhashed }, digest);
  return {
    state: { ...after, lastHash: hash },
    record: { ...frame, data: { ...unhashed, hash } },
  };
}
