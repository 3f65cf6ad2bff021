import type { Digest } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { decodeRecord, type JournalEntry, type QuarantineReason } from './decode-record.js';
import { foldJourney } from './fold-journey.js';

/** What the journal makes of one journey: its state up to the first record that does not follow, and why that does not. */
export type JourneyOfJournal = {
  readonly journeyId: string;
  readonly state: JourneyState | null;
  readonly fault: {
    readonly reason: QuarantineReason;
    readonly partition: number;
    readonly offset: number;
  } | null;
};

type Folding = { state: JourneyState | null; fault: JourneyOfJournal['fault']; hashes: string[] };

/** Folds the whole journal, message after message, each journey for itself; only the hashes of records are kept. */
export class FoldedJournal {
  private readonly journeys = new Map<string, Folding>();

  constructor(
    private readonly digest: Digest,
    /** Which journeys are folded; the others are left out. */
    private readonly isWanted: (journeyId: string) => boolean = () => true,
  ) {}

  /** Takes the next message of its partition. */
  take(message: Parameters<typeof decodeRecord>[0]): void {
    const journeyId = message.key?.toString('utf8');
    if (journeyId !== undefined && !this.isWanted(journeyId)) return;
    const entry = decodeRecord(message, this.digest);
    const known = this.journeys.get(entry.journeyId) ?? { state: null, fault: null, hashes: [] };
    this.journeys.set(entry.journeyId, known);
    if (known.fault === null) this.fold(known, entry);
  }

  /** Every journey that was read. */
  all(): readonly JourneyOfJournal[] {
    return [...this.journeys].map(([journeyId, { state, fault }]) => ({ journeyId, state, fault }));
  }

  private fold(known: Folding, entry: JournalEntry): void {
    const hashOf = (sequence: number): string | undefined => known.hashes[sequence - 1];
    const folded = foldJourney(known.state, [entry], hashOf, this.digest.hash);
    known.state = folded.state;
    known.fault = folded.quarantine;
    if (folded.added.length > 0 && folded.state !== null) known.hashes.push(folded.state.lastHash);
  }
}
