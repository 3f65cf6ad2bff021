import type { FiledLetter } from './dead-letter-archive.js';
import { type Envelope, headerOf } from './dead-letter.js';
import type { Disposition } from './dispositions.js';

/** A letter as it may be shown: identifiers, type, pointer and reason, nothing else of its event. */
export type ShownLetter = {
  readonly id: string;
  readonly partner: string | null;
  readonly envelope: Envelope;
  readonly reason: string;
  readonly detail: string;
  readonly failedAt: string;
  readonly attempts: number;
  readonly isSigned: boolean;
  readonly replayCount: number;
  readonly disposition: Disposition | null;
};

/** What may be shown of a letter. */
export function shownLetter(letter: FiledLetter): ShownLetter {
  const { id, partner, envelope, reason, detail, failedAt, attempts, disposition } = letter;
  return {
    id,
    partner,
    envelope,
    reason,
    detail,
    failedAt,
    attempts,
    isSigned: letter.message.headers['signature'] !== undefined,
    replayCount: Number(headerOf(letter.message, 'replay-count') ?? 0),
    disposition,
  };
}
