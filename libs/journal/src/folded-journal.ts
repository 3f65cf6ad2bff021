import type { Digest, JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { decodeRecord, type JournalEntry, type QuarantineReason } from './decode-record.js';
import { foldJourney } from './fold-journey.js';

/** What the journal makes of one journey: its state up to the first record that does not follow, and why that does not. */
export type JourneyOfJournal = {
  readonly journeyId: string;
  readonly state: JourneyState | null;
  /** The requests among its last 200 records: those of a publication that was not completed may not have been sent. */
  readonly lastRequests: readonly JournalRecord[];
  readonly fault: {
    readonly reason: QuarantineReason;
    readonly partition: number;
    readonly offset: number;
  } | null;
};

type Folding = {
  state: JourneyState | null;
  fault: JourneyOfJournal['fault'];
  hashes: string[];
  lastRequests: JournalRecord[];
};

/** As many records as one publication has at most. */
const mostOfAPublication = 200;

/** Folds the whole journal, message after message, each journey for itself; of records only the hashes and the last requests are kept. */
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
    const known = this.journeys.get(entry.journeyId) ?? nothingRead();
    this.journeys.set(entry.journeyId, known);
    if (known.fault === null) this.fold(known, entry);
  }

  /** Every journey that was read. */
  all(): readonly JourneyOfJournal[] {
    return [...this.journeys].map(([journeyId, { state, fault, lastRequests }]) => ({
      journeyId,
      state,
      fault,
      lastRequests,
    }));
  }

  private fold(known: Folding, entry: JournalEntry): void {
    const hashOf = (sequence: number): string | undefined => known.hashes[sequence - 1];
    const folded = foldJourney(known.state, [entry], hashOf, this.digest.hash);
    known.state = folded.state;
    known.fault = folded.quarantine;
    if (folded.added.length === 0 || folded.state === null) return;
    const { sequence, lastHash } = folded.state;
    known.hashes.push(lastHash);
    known.lastRequests = [
      ...known.lastRequests,
      ...folded.added.map(({ record }) => record),
    ].filter(
      ({ type, data }) => type === 'request.sent' && data.sequence > sequence - mostOfAPublication,
    );
  }
}

function nothingRead(): Folding {
  return { state: null, fault: null, hashes: [], lastRequests: [] };
}
