import type { Requirement } from '../gates/requirement.js';
import type { Arrangement } from '../journey/arrangement.js';
import type { Signature } from '../journey/record.js';
import type { Instant } from '../time/instant.js';

/** A decision as the edge hands it over: token, role, site and signatures are verified already. */
export type DecisionCommand = {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The basis the person saw; null when none was given. */
  readonly basis: string | null;
  readonly actor: { readonly id: string; readonly name: string; readonly role: string };
  /** Each with the role in which it was given; that of the actor when left out. */
  readonly signatures: readonly (Signature & { readonly role?: string })[];
  /** The rules and parties that a decision brings along which changes them. */
  readonly arrangement?: Arrangement;
  /** Wall time at which the journey takes it; without it the age of signatures is not looked at. */
  readonly takenAt?: Instant;
  /** Hashes of the idempotency key and of the request body. */
  readonly keyHash: string;
  readonly bodyHash: string;
};

/** What the journey answers; the same for a repetition of the same key for ever. */
export type DecisionOutcome =
  | {
      readonly outcome: 'accepted' | 'awaiting-second';
      readonly version: number;
      readonly effects: readonly string[];
    }
  | {
      readonly outcome: 'refused';
      readonly version: number;
      readonly code: string;
      readonly unmet: readonly Pick<Requirement, 'id' | 'text' | 'owner'>[];
    }
  | {
      readonly outcome: 'conflict';
      readonly code: 'key-reused' | 'basis-changed';
      readonly version: number;
      readonly basis?: string;
    };
