import type { Instant } from '../time/instant.js';
import type { JourneyEvent } from './event.js';
import type { HoldKind, Stage } from './vocabulary.js';

/** Who caused a record. */
export type Actor = {
  readonly kind: 'partner' | 'person' | 'system';
  readonly id: string;
  readonly role?: string;
};

/** The journey's own actor. */
export const system: Actor = { kind: 'system', id: 'urn:v2v:journey' };

/** Who told an event. */
export function partnerOf({ source }: Pick<JourneyEvent, 'source'>): Actor {
  return { kind: 'partner', id: source };
}

/** An electronic signature as it stays in the journal. */
export type Signature = {
  readonly subject: string;
  readonly printedName: string;
  readonly meaning: string;
  readonly signedAt: Instant;
  readonly jws: string;
};

/** The event that a record applies, as it stands in the journal. */
export type AppliedFact = Omit<JourneyEvent, 'type'> & { readonly flags?: readonly string[] };

/** The decision that a record applies or refuses. */
export type JournalledDecision = {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly basis?: string;
  readonly signatures: readonly Signature[];
};

/** What answers a repeated decision for ever. */
export type Receipt = {
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly outcome: Readonly<Record<string, unknown>>;
};

/** A record before it has its number, time and hash. */
export type RecordDraft = {
  readonly type: string;
  readonly actor: Actor;
  readonly fact?: AppliedFact;
  readonly decision?: JournalledDecision;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly receipt?: Receipt;
};

/** One record of `journey.events.v1`: the whole CloudEvent. */
export type JournalRecord = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: 'urn:v2v:journey';
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly data: {
    readonly sequence: number;
    readonly fact?: AppliedFact;
    readonly decision?: JournalledDecision;
    readonly detail?: Readonly<Record<string, unknown>>;
    readonly actor: Actor;
    readonly stageBefore: Stage;
    readonly stageAfter: Stage;
    readonly holds: readonly { readonly kind: HoldKind; readonly since: Instant }[];
    readonly nextDeadline?: { readonly name: string; readonly at: Instant };
    readonly causedBy?: number;
    readonly receipt?: Receipt;
    readonly protocolVersion: number;
    readonly previousHash: string;
    readonly hash: string;
  };
};

/** Lower-case hex SHA-256 of a UTF-8 text; passed in because the domain imports nothing. */
export type Hash = (text: string) => string;

/** RFC 8785 canonical JSON; passed in because the domain imports nothing. */
export type Canonical = (value: unknown) => string;

/** The two functions the domain borrows from its caller. */
export type Digest = { readonly hash: Hash; readonly canonical: Canonical };
