import { evolve } from '#domain/journey/evolve.js';
import { zeroHash } from '#domain/journey/initial-state.js';
import type { Hash, JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { JournalEntry, Quarantine, QuarantineReason } from './decode-record.js';

/** A record and where the journal holds it. */
export type PlacedRecord = {
  readonly record: JournalRecord;
  readonly partition: number;
  readonly offset: number;
};

/** What a stretch of the journal makes of one journey. */
export type FoldedJourney = {
  readonly state: JourneyState | null;
  readonly added: readonly PlacedRecord[];
  readonly repeated: number;
  readonly quarantine: Quarantine | null;
};

/** The hash under which a record of an earlier stretch is known. */
export type KnownHash = (sequence: number) => string | undefined;

/**
 * Folds the entries of one journey onto its state: new records in order, repeats dropped; at the first that does not
 * follow, the journey is quarantined and what comes after it is left out.
 */
export function foldJourney(
  known: JourneyState | null,
  entries: readonly JournalEntry[],
  knownHash: KnownHash,
  hash: Hash,
): FoldedJourney {
  let state = known;
  let repeated = 0;
  const added: PlacedRecord[] = [];
  const hashOf: KnownHash = (sequence) =>
    added.find(({ record }) => record.data.sequence === sequence)?.record.data.hash ??
    knownHash(sequence);
  for (const { partition, offset, content } of entries) {
    const next = following(state, content, hashOf, hash);
    if (typeof next === 'string') {
      return { state, added, repeated, quarantine: { partition, offset, reason: next } };
    }
    if (next === null) {
      repeated += 1;
    } else {
      state = next.state;
      added.push({ record: next.record, partition, offset });
    }
  }
  return { state, added, repeated, quarantine: null };
}

type Following = { readonly state: JourneyState; readonly record: JournalRecord };

/** The state after an entry and its record, null for a repeat, or why it does not follow. */
function following(
  state: JourneyState | null,
  content: JournalEntry['content'],
  hashOf: KnownHash,
  hash: Hash,
): Following | null | QuarantineReason {
  if (typeof content === 'string') return content;
  const { sequence, previousHash, hash: own } = content.data;
  const last = state?.sequence ?? 0;
  if (sequence <= last) return hashOf(sequence) === own ? null : 'journal-forked';
  if (sequence > last + 1) return 'gap';
  if (previousHash !== (state?.lastHash ?? zeroHash)) return 'broken-chain';
  try {
    return { state: evolve(state, content, hash), record: content };
  } catch {
    // A record that this version of `evolve` does not know must not stop the journeys beside it.
    return 'not-foldable';
  }
}
