import type { Database } from '#database/database.js';
import type { KafkaProducer } from '#kafka/producer.js';
import { recordOperation } from '#register/operations.js';
import { DeadLetterError, unknownLetters } from './dead-letter-error.js';
import type { DeadLetterArchive, FiledLetter } from './dead-letter-archive.js';
import { type Disposition, dispose } from './dispositions.js';
import { isAsked, isUnlimited, type LetterFilter } from './letter-groups.js';
import { replayedEvent } from './replayed-event.js';

/** Which letters something is done with: these, or so many of a group that nothing was done with yet. */
export type Selection = LetterFilter & {
  readonly ids: readonly string[];
  readonly limit: number;
};

/** Who does something with dead letters, and why. */
export type LetterOperator = { readonly by: string; readonly reason: string };

/** What was done: the number of the operation in the audit, null when there was nothing to do. */
export type Disposed = {
  readonly operation: number | null;
  readonly letters: readonly string[];
  /** Named, and done with before. */
  readonly already: readonly string[];
  /** Of the group, beyond the limit. */
  readonly left: number;
};

const atOnce = 50;

/** Publishes dead letters again or lays them aside, on record. */
export class LetterDesk {
  constructor(
    private readonly archive: DeadLetterArchive,
    private readonly database: Database,
  ) {}

  /** Publishes events again. Interrupted, it is called again: what was published twice applies once. */
  async replay(
    selection: Selection,
    operator: LetterOperator,
    producer: Pick<KafkaProducer, 'publish'>,
    key: Buffer,
  ): Promise<Disposed> {
    return this.dispose('replayed', selection, operator, (letters) =>
      producer.publish(letters.map((letter) => replayedEvent(letter, key, operator.by))),
    );
  }

  /** Lays events aside: they stay where they are and are listed no more. */
  async discard(selection: Selection, operator: LetterOperator): Promise<Disposed> {
    return this.dispose('discarded', selection, operator, () => Promise.resolve());
  }

  private async dispose(
    disposition: Disposition['disposition'],
    selection: Selection,
    operator: LetterOperator,
    perform: (letters: readonly FiledLetter[]) => Promise<void>,
  ): Promise<Disposed> {
    const { open, already, left } = await this.selected(selection, disposition);
    if (open.length === 0) return { operation: null, letters: [], already, left };
    const letters = open.map(({ id }) => id);
    const operation = await recordOperation(this.database, {
      subject: operator.by,
      reason: operator.reason,
      action: `dead-letters ${disposition}`,
      about: { letters },
    });
    for (let start = 0; start < open.length; start += atOnce) {
      const some = open.slice(start, start + atOnce);
      await perform(some);
      await dispose(this.database, some, disposition, operation);
    }
    return { operation, letters, already, left };
  }

  private async selected(
    { ids, limit, ...filter }: Selection,
    disposition: Disposition['disposition'],
  ): Promise<{
    readonly open: readonly FiledLetter[];
    readonly already: readonly string[];
    readonly left: number;
  }> {
    if (ids.length > 0) return this.named(ids, disposition);
    if (isUnlimited(filter)) {
      throw new DeadLetterError('nothing-selected', 'Neither a dead letter nor a group was named');
    }
    const group = await this.archive.letters(
      (letter) => letter.disposition === null && isAsked(filter, letter),
    );
    return {
      open: group.slice(0, limit),
      already: [],
      left: Math.max(0, group.length - limit),
    };
  }

  private async named(ids: readonly string[], disposition: Disposition['disposition']) {
    const named = await this.archive.letters(({ id }) => ids.includes(id));
    const unknown = ids.filter((id) => !named.some((letter) => letter.id === id));
    if (unknown.length > 0) throw unknownLetters(unknown);
    const isOpen = ({ disposition: done }: FiledLetter): boolean =>
      done === null || (done.disposition === 'discarded' && disposition === 'replayed');
    return {
      open: named.filter(isOpen),
      already: named.filter((letter) => !isOpen(letter)).map(({ id }) => id),
      left: 0,
    };
  }
}
