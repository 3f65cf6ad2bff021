import type { FiledLetter } from './dead-letter-archive.js';

/** What a person asks for: letters that share all that is given. */
export type LetterFilter = {
  /** Null for senders that are not registered. */
  readonly partner?: string | null | undefined;
  readonly type?: string | undefined;
  readonly fault?: string | undefined;
  readonly topic?: string | undefined;
};

/** Letters of one sender, type, reason and topic. */
export type LetterGroup = {
  readonly partner: string | null;
  readonly type: string | null;
  readonly reason: string;
  readonly topic: string;
  readonly count: number;
  readonly firstFailedAt: string;
  readonly lastFailedAt: string;
  readonly letters: readonly string[];
};

/** Whether a letter is one of those asked for. */
export function isAsked(filter: LetterFilter, letter: FiledLetter): boolean {
  return (
    (filter.partner === undefined || filter.partner === letter.partner) &&
    (filter.type ?? letter.envelope.type) === letter.envelope.type &&
    (filter.fault ?? letter.reason) === letter.reason &&
    (filter.topic ?? letter.origin.topic) === letter.origin.topic
  );
}

/** Whether nothing narrows what is asked for. */
export function isUnlimited(filter: LetterFilter): boolean {
  return [filter.partner, filter.type, filter.fault, filter.topic].every(
    (one) => one === undefined,
  );
}

/** Letters, oldest first, in groups, the largest first. */
export function groupsOf(letters: readonly FiledLetter[]): readonly LetterGroup[] {
  const groups = Map.groupBy(letters, ({ partner, envelope, reason, origin }) =>
    JSON.stringify([partner, envelope.type, reason, origin.topic]),
  );
  return [...groups.values()]
    .map((group) => groupOf(group))
    .toSorted((one, other) => other.count - one.count);
}

function groupOf(letters: readonly FiledLetter[]): LetterGroup {
  const [first, last] = [letters[0], letters.at(-1)];
  return {
    partner: first?.partner ?? null,
    type: first?.envelope.type ?? null,
    reason: first?.reason ?? '',
    topic: first?.origin.topic ?? '',
    count: letters.length,
    firstFailedAt: first?.failedAt ?? '',
    lastFailedAt: last?.failedAt ?? '',
    letters: letters.map(({ id }) => id),
  };
}
