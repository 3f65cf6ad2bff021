import type { Database } from '#database/database.js';
import { type DeadLetter, idOf, type Origin } from './dead-letter.js';

/** What became of a dead letter, by which operation of whom; `at` is wall time. */
export type Disposition = {
  readonly disposition: 'replayed' | 'discarded';
  readonly at: string;
  readonly operation: number;
  readonly by: string;
};

/** What became of every dead letter something was done with, by its name. */
export async function dispositionsIn(
  database: Database,
): Promise<ReadonlyMap<string, Disposition>> {
  const rows = await database
    .selectFrom('register.dead_letter_disposition as done')
    .innerJoin('audit.operation as operation', 'operation.id', 'done.operation_id')
    .select([
      'done.topic',
      'done.partition',
      'done.offset',
      'done.disposition',
      'done.disposed_at',
      'operation.id',
      'operation.subject',
    ])
    .execute();
  return new Map(
    rows.map(({ topic, partition, offset, disposition, disposed_at: at, id, subject }) => [
      idOf({ topic, partition, offset }),
      { disposition, at, operation: id, by: subject },
    ]),
  );
}

/** Remembers what was done, once: only what was discarded can still be replayed. */
export async function dispose(
  database: Database,
  letters: readonly DeadLetter[],
  disposition: Disposition['disposition'],
  operation: number,
): Promise<void> {
  if (letters.length === 0) return;
  const how = { disposition, operation_id: operation, disposed_at: new Date().toISOString() };
  await database
    .insertInto('register.dead_letter_disposition')
    .values(letters.map(({ origin }) => ({ ...placeOf(origin), ...how })))
    .onConflict((conflict) => {
      const done = conflict.columns(['topic', 'partition', 'offset']);
      return disposition === 'discarded'
        ? done.doNothing()
        : done
            .doUpdateSet(how)
            .where('register.dead_letter_disposition.disposition', '=', 'discarded');
    })
    .execute();
}

function placeOf({ topic, partition, offset }: Origin): Origin {
  return { topic, partition, offset };
}
