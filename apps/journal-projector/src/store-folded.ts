import type { Transaction } from 'kysely';
import type { ReadModelTables } from '#database/tables.js';
import type { Hash } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { foldJourney, type FoldedJourney } from '#journal/fold-journey.js';
import * as readModel from './read-model.js';

/** What a stretch of the journal makes of one journey, and from what. */
export type Folded = FoldedJourney & {
  readonly journeyId: string;
  readonly before: JourneyState | null;
};

/** One journey that the database does not take, whatever the reason, must not keep the others from being written. */
export async function storedTogetherOrAlone(
  transaction: Transaction<ReadModelTables>,
  folded: readonly Folded[],
  hash: Hash,
): Promise<readonly Folded[]> {
  if (await readModel.isTaken(transaction, () => store(transaction, folded))) return folded;
  const stored: Folded[] = [];
  for (const journey of folded) {
    const isTaken = await readModel.isTaken(transaction, () => store(transaction, [journey]));
    stored.push(isTaken ? journey : await storedAsFarAsTaken(transaction, journey, hash));
  }
  return stored;
}

/** Up to the record that is not taken, wherever the stretch began: the same whenever the journal is read. */
async function storedAsFarAsTaken(
  transaction: Transaction<ReadModelTables>,
  journey: Folded,
  hash: Hash,
): Promise<Folded> {
  const { journeyId, before, added } = journey;
  const entries = added.map(({ record, ...place }) => ({ journeyId, ...place, content: record }));
  for (let count = added.length - 1; count >= 0; count -= 1) {
    const folded = foldJourney(before, entries.slice(0, count), () => undefined, hash);
    const shorter = { ...journey, ...folded };
    const isTaken = await readModel.isTaken(transaction, () => store(transaction, [shorter]));
    const { partition = -1, offset = -1 } = entries[count] ?? {};
    if (isTaken) return { ...shorter, quarantine: { partition, offset, reason: 'not-storable' } };
  }
  return journey;
}

async function store(
  transaction: Transaction<ReadModelTables>,
  folded: readonly Folded[],
): Promise<void> {
  await readModel.addRecords(
    transaction,
    folded.flatMap(({ added }) => added),
  );
  await readModel.writeJourneys(
    transaction,
    folded.flatMap(({ before, state, added }) =>
      state === null || added.length === 0 ? [] : [{ before, state }],
    ),
  );
}
