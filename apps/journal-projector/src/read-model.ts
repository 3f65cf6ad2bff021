import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import type { ReadModelTables } from '#database/tables.js';
import { nextDeadlineOf } from '#domain/deadlines/deadlines.js';
import type { JourneyState } from '#domain/journey/state.js';
import { criticalityOf } from '#domain/status/criticality.js';
import { identifiersOf } from '#domain/status/identifiers.js';
import type { RememberedStates } from './remembered-states.js';
import { writeMeasures, writeTasks } from './tasks-and-measures.js';
import type { Quarantine } from '#journal/decode-record.js';
import type { PlacedRecord } from '#journal/fold-journey.js';

type Connection = Kysely<ReadModelTables> | Transaction<ReadModelTables>;

/** The next offset of each of the partitions; one never read before begins at 0. */
export async function nextOffsets(
  connection: Connection,
  partitions: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (partitions.length === 0) return new Map();
  await connection
    .insertInto('projection_offset')
    .values(partitions.map((partition) => ({ partition, next: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await connection
    .selectFrom('projection_offset')
    .select(['partition', 'next'])
    .where('partition', 'in', partitions)
    .execute();
  return new Map(rows.map(({ partition, next }) => [partition, next]));
}

/** Moves a partition's offset and holds it until the transaction ends; false when it is not where it is expected. */
export async function moveOffset(
  transaction: Transaction<ReadModelTables>,
  move: { readonly partition: number; readonly expected: number; readonly next: number },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('projection_offset')
    .set({ next: move.next })
    .where('partition', '=', move.partition)
    .where('next', '=', move.expected)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What is known of these journeys: their states, read where they are not remembered, and which of them are quarantined. */
export async function knownJourneys(
  transaction: Transaction<ReadModelTables>,
  journeyIds: readonly string[],
  remembered: RememberedStates,
): Promise<{
  readonly states: ReadonlyMap<string, JourneyState>;
  readonly quarantined: ReadonlySet<string>;
}> {
  const journeys = await transaction
    .selectFrom('journey')
    .select(['journey_id', 'sequence', 'last_hash'])
    .where('journey_id', 'in', journeyIds)
    .execute();
  const states = new Map(
    journeys.flatMap((row): [string, JourneyState][] => {
      const state = remembered.of(row.journey_id, row.sequence, row.last_hash);
      return state === undefined ? [] : [[row.journey_id, state]];
    }),
  );
  const others = journeys.map((row) => row.journey_id).filter((id) => !states.has(id));
  const quarantined = await transaction
    .selectFrom('quarantine')
    .select('journey_id')
    .where('journey_id', 'in', journeyIds)
    .execute();
  return {
    states: new Map([...states, ...(await storedStates(transaction, others))]),
    quarantined: new Set(quarantined.map((row) => row.journey_id)),
  };
}

async function storedStates(
  transaction: Transaction<ReadModelTables>,
  journeyIds: readonly string[],
): Promise<readonly (readonly [string, JourneyState])[]> {
  if (journeyIds.length === 0) return [];
  const rows = await transaction
    .selectFrom('journey')
    .select(['journey_id', 'state'])
    .where('journey_id', 'in', journeyIds)
    .execute();
  return rows.map((row) => [row.journey_id, row.state as JourneyState]);
}

/** The hashes of records projected earlier, by sequence. */
export async function recordHashes(
  transaction: Transaction<ReadModelTables>,
  journeyId: string,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (sequences.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('record')
    .select(['sequence', sql<string>`record -> 'data' ->> 'hash'`.as('hash')])
    .where('journey_id', '=', journeyId)
    .where('sequence', 'in', sequences)
    .execute();
  return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
}

// A value of no valid form, or larger or deeper than a column, an index or a parser takes.
const refusedValue = /^(22|54)/;

/**
 * Whether the database takes what `write` writes; what it wrote is undone when a value is refused (SQLSTATE classes 22
 * and 54). Any other failure is thrown.
 */
export async function isTaken(
  transaction: Transaction<ReadModelTables>,
  write: () => Promise<void>,
): Promise<boolean> {
  await sql`SAVEPOINT attempt`.execute(transaction);
  try {
    await write();
    await sql`RELEASE SAVEPOINT attempt`.execute(transaction);
    return true;
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    await sql`ROLLBACK TO SAVEPOINT attempt`.execute(transaction);
    return false;
  }
}

function isRefusedValue(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && refusedValue.test(code);
}

/** Adds records of the journal. */
export async function addRecords(
  transaction: Transaction<ReadModelTables>,
  records: readonly PlacedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await transaction
    .insertInto('record')
    .values(
      records.map(({ record, partition, offset }) => ({
        journey_id: record.subject,
        sequence: record.data.sequence,
        type: record.type,
        time: record.time,
        record: JSON.stringify(record),
        partition,
        offset,
      })),
    )
    .execute();
}

/** A journey as it was before a batch, null when it is new, and as it is after it. */
export type ChangedJourney = {
  readonly before: JourneyState | null;
  readonly state: JourneyState;
};

/** Writes journeys as they stand now, and the identifiers of those that have others than before. */
export async function writeJourneys(
  transaction: Transaction<ReadModelTables>,
  changed: readonly ChangedJourney[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ state }) => journeyRow(state));
  const columns = Object.keys(rows[0] ?? {}).filter(isJourneyColumn);
  await transaction
    .insertInto('journey')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('journey_id')
        .doUpdateSet((row) =>
          Object.fromEntries(columns.map((column) => [column, row.ref(`excluded.${column}`)])),
        ),
    )
    .execute();
  await writeIdentifiers(transaction, changed.filter(hasOtherIdentifiers));
  await writeTasks(transaction, changed);
  await writeMeasures(transaction, changed);
}

type JourneyColumn = keyof ReadModelTables['journey'];

function isJourneyColumn(name: string): name is JourneyColumn {
  return name !== 'journey_id';
}

function hasOtherIdentifiers({ before, state }: ChangedJourney): boolean {
  if (before === null) return true;
  return JSON.stringify(identifiersOf(before)) !== JSON.stringify(identifiersOf(state));
}

// A statement takes 65 535 parameters.
const mostRows = 10_000;

async function writeIdentifiers(
  transaction: Transaction<ReadModelTables>,
  changed: readonly ChangedJourney[],
): Promise<void> {
  if (changed.length === 0) return;
  const journeyIds = changed.map(({ state }) => state.journeyId);
  await transaction.deleteFrom('identifier').where('journey_id', 'in', journeyIds).execute();
  const rows = changed.flatMap(({ state }) =>
    identifiersOf(state).map(({ system, value }) => ({
      system,
      value,
      journey_id: state.journeyId,
    })),
  );
  for (let start = 0; start < rows.length; start += mostRows) {
    await transaction
      .insertInto('identifier')
      .values(rows.slice(start, start + mostRows))
      .execute();
  }
}

function journeyRow(state: JourneyState): Insertable<ReadModelTables['journey']> {
  const { enrolment } = state;
  const deadline = nextDeadlineOf(state);
  return {
    journey_id: state.journeyId,
    sequence: state.sequence,
    last_hash: state.lastHash,
    stage: state.stage,
    stage_since: state.stageSince,
    treating_site: enrolment.sites.treating,
    collection_site: enrolment.sites.collection,
    product: enrolment.product,
    indication: enrolment.indication,
    criticality: criticalityOf(state),
    holds: [...new Set(state.holds.map(({ kind }) => kind))],
    next_deadline_name: deadline?.name ?? null,
    next_deadline_at: deadline?.at ?? null,
    enrolled_at: enrolment.enrolledAt,
    outcome: state.outcome?.outcome ?? null,
    state: JSON.stringify(state),
  };
}

/** Sets a journey apart: nothing of it is projected any more. */
export async function quarantine(
  transaction: Transaction<ReadModelTables>,
  journeyId: string,
  { partition, offset, reason }: Quarantine,
): Promise<void> {
  await transaction
    .insertInto('quarantine')
    .values({ journey_id: journeyId, partition, offset, reason })
    .execute();
}

/** Removes everything that was made of a journey's journal. */
export async function forgetJourney(
  transaction: Transaction<ReadModelTables>,
  journeyId: string,
): Promise<void> {
  for (const table of [
    'journey',
    'record',
    'identifier',
    'task',
    'measure',
    'quarantine',
  ] as const) {
    await transaction.deleteFrom(table).where('journey_id', '=', journeyId).execute();
  }
}

/** Holds a partition where it stands until the transaction ends; the offset that is projected next. */
export async function heldOffset(
  transaction: Transaction<ReadModelTables>,
  partition: number,
): Promise<number> {
  const row = await transaction
    .selectFrom('projection_offset')
    .select('next')
    .where('partition', '=', partition)
    .forUpdate()
    .executeTakeFirst();
  return row?.next ?? 0;
}

/** Which partition holds the journal of a journey; undefined when nothing of it was read. */
export async function partitionOf(
  connection: Connection,
  journeyId: string,
): Promise<number | undefined> {
  const quarantined = await connection
    .selectFrom('quarantine')
    .select('partition')
    .where('journey_id', '=', journeyId)
    .executeTakeFirst();
  if (quarantined !== undefined) return quarantined.partition;
  const record = await connection
    .selectFrom('record')
    .select('partition')
    .where('journey_id', '=', journeyId)
    .executeTakeFirst();
  return record?.partition ?? undefined;
}

/** How many journeys are set apart. */
export async function quarantinedJourneys(connection: Connection): Promise<number> {
  const { count } = await connection
    .selectFrom('quarantine')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const mostNamed = 100;

/** Tells listeners, once the transaction is committed, which journeys moved; null stands for more than a hundred. */
export async function notifyOf(
  transaction: Transaction<ReadModelTables>,
  journeyIds: readonly string[],
): Promise<void> {
  const journeys = journeyIds.length > mostNamed ? null : journeyIds;
  await sql`SELECT pg_notify('journal', ${JSON.stringify({ journeys })})`.execute(transaction);
}
