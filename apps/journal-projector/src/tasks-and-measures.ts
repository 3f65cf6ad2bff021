import { createHash } from 'node:crypto';
import type { Insertable, Transaction } from 'kysely';
import type { ReadModelTables } from '#database/tables.js';
import type { Owner } from '#domain/gates/requirement.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { Severity } from '#domain/journey/vocabulary.js';
import { measuresOf } from '#domain/status/measures.js';
import { partOfOwner } from '#domain/status/part-of-owner.js';
import { type Task, tasksOf } from '#domain/status/tasks.js';

const urgency: { readonly [severity in Severity]: number } = { immediate: 0, today: 1, planned: 2 };

// A statement takes 65 535 parameters.
const mostRows = 4_000;

/** A journey as it was before, null when it is new, and as it is now. */
type Changed = { readonly before: JourneyState | null; readonly state: JourneyState };

type Rows = {
  readonly tasks: readonly Insertable<ReadModelTables['task']>[];
  readonly measure: Insertable<ReadModelTables['measure']>;
};

/** The rows of a state: what was written of it is what its successor is compared with. */
const rowsOfStates = new WeakMap<JourneyState, Rows>();

function rowsOf(state: JourneyState): Rows {
  const known = rowsOfStates.get(state);
  if (known !== undefined) return known;
  const rows = { tasks: taskRows(state), measure: measureRow(state) };
  rowsOfStates.set(state, rows);
  return rows;
}

/** The states of which these rows are others than before: most records change none, and writing them costs as much as the state. */
function withOther(changed: readonly Changed[], part: keyof Rows): readonly JourneyState[] {
  return changed
    .filter(
      ({ before, state }) =>
        before === null ||
        JSON.stringify(rowsOf(before)[part]) !== JSON.stringify(rowsOf(state)[part]),
    )
    .map(({ state }) => state);
}

/** Writes what waits for somebody in journeys as their last records left them. */
export async function writeTasks(
  transaction: Transaction<ReadModelTables>,
  changed: readonly Changed[],
): Promise<void> {
  const states = withOther(changed, 'tasks');
  if (states.length === 0) return;
  const journeyIds = states.map(({ journeyId }) => journeyId);
  await transaction.deleteFrom('task').where('journey_id', 'in', journeyIds).execute();
  const rows = states.flatMap((state) => rowsOf(state).tasks);
  for (let start = 0; start < rows.length; start += mostRows) {
    await transaction
      .insertInto('task')
      .values(rows.slice(start, start + mostRows))
      .execute();
  }
}

function taskRows(state: JourneyState): Rows['tasks'] {
  // The time of the journal alone: a rebuild gives the same.
  const tasks = tasksOf(state, state.lastTime);
  const byName = new Map(tasks.map((task) => [task.name, task]));
  return [...byName.values()].map((task) => taskRow(state, task));
}

function taskRow(state: JourneyState, task: Task): Insertable<ReadModelTables['task']> {
  const { journeyId, enrolment, stage } = state;
  const { name, kind, roles, waitsForPartner, severity, visibleFrom, dueAt, since } = task;
  return {
    journey_id: journeyId,
    name,
    task_id: createHash('sha256').update(`${journeyId}|${name}`).digest('hex').slice(0, 32),
    kind,
    roles: [...roles],
    waits_for_partner: waitsForPartner,
    urgency: urgency[severity],
    visible_from: visibleFrom,
    due_at: dueAt,
    since,
    treating_site: enrolment.sites.treating,
    collection_site: enrolment.sites.collection,
    product: enrolment.product,
    stage,
    partner_id: partnerOf(state, task),
    task: JSON.stringify(task),
  };
}

function partnerOf({ enrolment }: JourneyState, { owner }: Task): string | null {
  const part = Object.hasOwn(partOfOwner, owner) ? partOfOwner[owner as Owner] : null;
  return part === null ? null : enrolment.partners[part].id;
}

/** Writes what journeys add to the figures of their sites. */
export async function writeMeasures(
  transaction: Transaction<ReadModelTables>,
  changed: readonly Changed[],
): Promise<void> {
  const rows = withOther(changed, 'measure').map((state) => rowsOf(state).measure);
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).filter(isMeasured);
  await transaction
    .insertInto('measure')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('journey_id')
        .doUpdateSet((row) =>
          Object.fromEntries(columns.map((column) => [column, row.ref(`excluded.${column}`)])),
        ),
    )
    .execute();
}

function isMeasured(name: string): name is keyof ReadModelTables['measure'] {
  return name !== 'journey_id';
}

function measureRow(state: JourneyState): Insertable<ReadModelTables['measure']> {
  const { journeyId, enrolment } = state;
  const measures = measuresOf(state);
  return {
    journey_id: journeyId,
    treating_site: enrolment.sites.treating,
    product: enrolment.product,
    enrolled_at: enrolment.enrolledAt,
    collected_at: measures.collectedAt,
    infused_at: measures.infusedAt,
    closed_at: measures.closedAt,
    outcome: measures.outcome,
    stage_at_end: measures.stageAtEnd,
    excursions: measures.excursions,
    out_of_specification: measures.outOfSpecification,
    manufacturing_attempts: measures.manufacturingAttempts,
    stages: JSON.stringify(measures.stages),
  };
}
