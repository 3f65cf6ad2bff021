/**
 * How far somebody has heard the journal: the offset heard next of each partition, by number. `edition` is that of the
 * read model: when journeys were built anew, what was heard before may be told otherwise.
 */
export type Position = { readonly edition: number; readonly offsets: readonly number[] };

const form = /^[0-9a-z]{1,11}(\.[0-9a-z]{1,11}){0,200}$/;
const digits = 36;

/** A position as the id of an event: numbers in base 36, the edition first. */
export function eventIdOf({ edition, offsets }: Position): string {
  return [edition, ...offsets].map((number) => number.toString(digits)).join('.');
}

/** The position an event id stands for; undefined when it is none of ours. */
export function positionOf(eventId: string): Position | undefined {
  if (!form.test(eventId)) return undefined;
  const [edition = 0, ...offsets] = eventId.split('.').map((text) => Number.parseInt(text, digits));
  return [edition, ...offsets].every(Number.isSafeInteger) ? { edition, offsets } : undefined;
}

/** How many offsets lie between two positions; what the first is ahead counts nothing. */
export function distance(from: Position, to: Position): number {
  return to.offsets.reduce(
    (sum, offset, partition) => sum + Math.max(0, offset - (from.offsets[partition] ?? 0)),
    0,
  );
}
