import type { JournalRecord } from './journal-record.js';

/** The records of each reaction: one that nothing caused, and those it caused. */
export function reactionsOf(
  records: readonly JournalRecord[],
): readonly (readonly JournalRecord[])[] {
  const reactions: JournalRecord[][] = [];
  for (const record of records) {
    const current = reactions.at(-1);
    if (current === undefined || record.data.causedBy === undefined) reactions.push([record]);
    else current.push(record);
  }
  return reactions;
}
