import { type ExpressionBuilder, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type {
  JourneyList,
  JourneyListItem,
  JourneyListQuery,
} from '#contracts/http/journey-list.schema.js';
import { donationIdentifier, identifier } from '#contracts/inbound/fields.js';
import type { Database } from '#database/database.js';
import type { Tables } from '#database/tables.js';
import type { Instant } from '#domain/time/instant.js';
import { cursorOf, positionOf } from './cursor.js';
import { gapOf } from './projection-stopped.js';

/** Which journeys the caller may see, and which are named by the search besides its identifiers. */
export type ListScope = {
  readonly sites: '*' | readonly string[];
  /** Journeys found by a record number. */
  readonly byRecordNumber: readonly string[];
  readonly now: Instant;
};

const columns = [
  'journey_id',
  'sequence',
  'stage',
  'stage_since',
  'treating_site',
  'collection_site',
  'product',
  'indication',
  'criticality',
  'holds',
  'next_deadline_name',
  'next_deadline_at',
  'enrolled_at',
  'outcome',
] as const;

type Row = Pick<Tables['read_model.journey'], (typeof columns)[number]> & {
  readonly is_stopped: SqlBool;
  readonly stage_at_end: string | null;
};
type Rows = SelectQueryBuilder<Tables, 'read_model.journey', Row>;
type Condition = ExpressionBuilder<Tables, 'read_model.journey'>;

const position = z.tuple([z.string(), z.iso.datetime().nullable(), z.string().max(64)]);

const orderedBy = {
  nextDeadline: 'next_deadline_at',
  stageSince: 'stage_since',
  enrolledAt: 'enrolled_at',
} as const;

// A lot that went into more journeys than these is looked up by its recall.
const mostNamed = 1_000;
// As it is indexed: what is due never comes last.
const due = sql`coalesce(next_deadline_at, 'infinity')`;

/** One page of the journeys that pass all filters, from the read model. */
export async function listJourneys(
  database: Database,
  query: JourneyListQuery,
  scope: ListScope,
): Promise<JourneyList> {
  const { sort, limit, q } = query;
  const named = q === undefined ? undefined : await namedBy(database, q, scope.byRecordNumber);
  if (named?.length === 0) return { items: [], nextCursor: null };
  const filtered = matching(
    database.selectFrom('read_model.journey').select(columns).select([isStopped, stageAtEnd]),
    query,
    scope,
    named,
  );
  const rows = await ordered(after(filtered, query), sort)
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => itemOf(row, scope.now)),
    nextCursor:
      last === undefined ? null : cursorOf([sort, last[orderedBy[sort]], last.journey_id]),
  };
}

function matching(
  rows: Rows,
  query: JourneyListQuery,
  { sites, now }: ListScope,
  named: readonly string[] | undefined,
): Rows {
  let found = rows;
  if (sites !== '*') found = found.where((where) => atSites(where, sites));
  const { site, stage, product, criticality, hold, assignee, overdue } = query;
  if (site !== undefined) found = found.where((where) => atSites(where, site));
  if (stage !== undefined) found = found.where('stage', 'in', stage);
  if (product !== undefined) found = found.where('product', 'in', product);
  if (criticality !== undefined) {
    found = found.where('criticality', 'in', criticality);
    // Said beside, so that the few that are not stable are found by themselves.
    if (!criticality.includes('stable')) found = found.where('criticality', '<>', 'stable');
  }
  if (hold !== undefined) {
    found = found.where(sql<boolean>`holds && ${hold}::text[] AND holds <> '{}'`);
  }
  if (assignee !== undefined) found = found.where((where) => assignedTo(where, assignee));
  if (overdue !== undefined) {
    found = found.where(overdue ? sql<boolean>`${due} < ${now}` : sql<boolean>`${due} >= ${now}`);
  }
  if (named !== undefined) found = found.where('journey_id', 'in', named);
  return found;
}

/** Journeys of which somebody has taken on what still waits. */
function assignedTo(where: Condition, assignee: readonly string[]) {
  return where.exists(
    where
      .selectFrom('register.task_claim as claim')
      .innerJoin('read_model.task as task', 'task.task_id', 'claim.task_id')
      .select(sql`1`.as('one'))
      .whereRef('task.journey_id', '=', 'read_model.journey.journey_id')
      .where('claim.subject', 'in', assignee),
  );
}

function isStopped(where: Condition) {
  return where
    .exists(
      where
        .selectFrom('read_model.quarantine')
        .select(sql`1`.as('one'))
        .whereRef('read_model.quarantine.journey_id', '=', 'read_model.journey.journey_id'),
    )
    .as('is_stopped');
}

function stageAtEnd(where: Condition) {
  return where
    .selectFrom('read_model.measure')
    .select('read_model.measure.stage_at_end')
    .whereRef('read_model.measure.journey_id', '=', 'read_model.journey.journey_id')
    .as('stage_at_end');
}

function atSites(where: Condition, sites: readonly string[]) {
  return where.or([where('treating_site', 'in', sites), where('collection_site', 'in', sites)]);
}

/** The journeys that a text names, found before the list is read: few, whatever else there is. */
async function namedBy(
  database: Database,
  q: string,
  byRecordNumber: readonly string[],
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('read_model.identifier')
    .select('journey_id')
    .distinct()
    .where('value', 'in', spellings(q))
    .limit(mostNamed)
    .execute();
  return [...new Set([...rows.map((row) => row.journey_id), ...byRecordNumber])];
}

/** A text as it is, and as events write the identifier or the donation number that it may be. */
function spellings(q: string): readonly string[] {
  const read = [identifier, donationIdentifier].map((form) => form.safeParse(q));
  return [...new Set([q, ...read.flatMap(({ data }) => data ?? [])])];
}

/** Only what comes after the last item of the page before. */
function after(rows: Rows, { cursor, sort }: JourneyListQuery): Rows {
  if (cursor === undefined) return rows;
  const [, at, journeyId] = positionOf(
    position.refine(([order]) => order === sort),
    cursor,
  );
  switch (sort) {
    case 'nextDeadline':
      return rows.where(sql<boolean>`(${due}, journey_id) > (${at ?? 'infinity'}, ${journeyId})`);
    case 'stageSince':
      return rows.where(sql<boolean>`(stage_since, journey_id) > (${at}, ${journeyId})`);
    case 'enrolledAt':
      return rows.where((where) =>
        where.or([
          where('enrolled_at', '<', at ?? ''),
          where.and([where('enrolled_at', '=', at ?? ''), where('journey_id', '>', journeyId)]),
        ]),
      );
  }
}

function ordered(rows: Rows, sort: JourneyListQuery['sort']): Rows {
  const column = sort === 'nextDeadline' ? due : sql.ref(orderedBy[sort]);
  return rows
    .orderBy(column, (by) => (sort === 'enrolledAt' ? by.desc() : by.asc()))
    .orderBy('journey_id');
}

function itemOf(row: Row, now: Instant): JourneyListItem {
  const { next_deadline_name: name, next_deadline_at: at } = row;
  return {
    journeyId: row.journey_id,
    version: row.sequence,
    stage: row.stage,
    stageSince: row.stage_since,
    sites: { treating: row.treating_site, collection: row.collection_site },
    product: row.product,
    indication: row.indication,
    criticality: row.criticality,
    holds: row.holds,
    nextDeadline: name === null || at === null ? null : { name, at, overdue: at < now },
    enrolledAt: row.enrolled_at,
    outcome: row.outcome,
    stageAtEnd: row.stage_at_end,
    dataGaps: row.is_stopped === true ? [gapOf({ version: row.sequence })] : [],
  };
}
