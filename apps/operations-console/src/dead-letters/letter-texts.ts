import type { FiledLetter } from '#dead-letters/dead-letter-archive.js';
import type { Disposed } from '#dead-letters/letter-desk.js';
import { groupsOf, type LetterGroup } from '#dead-letters/letter-groups.js';
import { shownLetter } from '#dead-letters/shown-letter.js';
import type { Answer } from '../answers/answer.js';
import { textTable } from '../answers/text-table.js';

/** What `list` says of groups. */
export function groupsAnswer(letters: readonly FiledLetter[]): Answer {
  const groups = groupsOf(letters);
  if (groups.length === 0) return { text: 'No dead letters.', json: { total: 0, groups } };
  const row = (group: LetterGroup) => [
    group.count,
    group.partner ?? 'not registered',
    group.type ?? 'no type',
    group.reason,
    group.topic,
    group.lastFailedAt,
    group.letters.at(-1) ?? null,
  ];
  const headings = ['count', 'partner', 'type', 'fault', 'topic', 'last failed at', 'last letter'];
  const table = textTable(headings, groups.map(row));
  return { text: table, json: { total: letters.length, groups } };
}

/** What `list --each` says. */
export function lettersAnswer(letters: readonly FiledLetter[]): Answer {
  const row = ({ id, partner, envelope, reason, failedAt, disposition }: FiledLetter) => [
    id,
    partner,
    envelope.type,
    reason,
    failedAt,
    disposition?.disposition ?? 'open',
  ];
  const headings = ['letter', 'partner', 'type', 'fault', 'failed at', 'state'];
  return {
    text: letters.length === 0 ? 'No dead letters.' : textTable(headings, letters.map(row)),
    json: { total: letters.length, letters: letters.map(shownLetter) },
  };
}

/** What `show` says; with the bytes when they were asked for. */
export function letterAnswer(letter: FiledLetter, isWithBytes: boolean): Answer {
  const shown = shownLetter(letter);
  const { envelope, disposition, ...own } = shown;
  const done =
    disposition === null
      ? 'open'
      : `${disposition.disposition} at ${disposition.at} by ${disposition.by} (operation ${disposition.operation})`;
  const lines = Object.entries({ ...own, ...labelled(envelope), state: done }).map(
    ([name, value]) => [name, value],
  );
  const text = lines.map(([name, value]) => `${String(name)}: ${String(value ?? 'not shown')}`);
  const { value } = letter.message;
  if (!isWithBytes) return { text: text.join('\n'), json: shown };
  return {
    text: [...text, '', value?.toString('utf8') ?? ''].join('\n'),
    json: { ...shown, bytes: value?.toString('base64') ?? null },
  };
}

function labelled(envelope: FiledLetter['envelope']): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(envelope).map(([name, value]) => [`event ${name}`, value]),
  );
}

/** What `replay` and `discard` say. */
export function disposedAnswer(
  what: 'replayed' | 'discarded',
  { operation, letters, already, left }: Disposed,
): Answer {
  const record = operation === null ? '' : ` (operation ${operation} in the audit)`;
  const text = [
    `${letters.length} ${what}${record}`,
    ...(already.length === 0 ? [] : [`${already.length} done with before`]),
    ...(left === 0 ? [] : [`${left} left in the group: repeat the command`]),
  ];
  return { text: text.join('\n'), json: { operation, [what]: letters, already, left } };
}
