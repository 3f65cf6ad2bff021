import { type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { type Caller, everySite } from '#access/caller.js';
import { people, type Role } from '#access/role.js';
import type { TaskItem, Worklist, WorklistQuery } from '#contracts/http/worklist.schema.js';
import type { Database } from '#database/database.js';
import type { Tables } from '#database/tables.js';
import type { Task } from '#domain/status/tasks.js';
import type { Instant } from '#domain/time/instant.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { cursorOf, positionOf } from '../journeys/cursor.js';

/** What reading the worklist depends on; `now` is journey time. */
export type WorklistPorts = {
  readonly database: Database;
  readonly registry: PartnerRegistry;
  readonly now: () => Instant;
};

type Row = {
  readonly task_id: string;
  readonly journey_id: string;
  readonly urgency: number;
  readonly since: Instant;
  readonly due_at: Instant | null;
  readonly treating_site: string;
  readonly collection_site: string;
  readonly product: string;
  readonly stage: string;
  readonly partner_id: string | null;
  readonly task: object;
  readonly subject: string | null;
  readonly name: string | null;
  readonly claimed_at: Instant | null;
  readonly until: Instant | null;
};

type Condition = ExpressionBuilder<Tables, 'read_model.task'>;

const position = z.tuple([
  z.int(),
  z.iso.datetime().nullable(),
  z.iso.datetime(),
  z.string().max(64),
]);

// Everything is before it.
const endOfTime = 'infinity';

/** What waits for a caller. */
export class WorklistReading {
  constructor(private readonly ports: WorklistPorts) {}

  /** One page, most urgent first. */
  async list(caller: Caller, query: WorklistQuery): Promise<Worklist> {
    const now = this.ports.now();
    const rows = await this.rows(caller, query, now);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => this.item(row, now)),
      nextCursor:
        last === undefined ? null : cursorOf([last.urgency, last.due_at, last.since, last.task_id]),
    };
  }

  /** One task, whether it is put off or not; undefined when there is none or it is not the caller's to see. */
  async find(caller: Caller, taskId: string): Promise<TaskItem | undefined> {
    const row = await this.visible(caller)
      .where('read_model.task.task_id', '=', taskId)
      .executeTakeFirst();
    return row === undefined ? undefined : this.item(row, this.ports.now());
  }

  /** What waits at a site, whoever it waits for: of some kinds since an instant, or due until one. */
  async ofSite(
    siteId: string,
    wanted: {
      readonly kinds?: readonly string[];
      readonly since?: Instant;
      readonly until?: Instant;
      readonly most: number;
    },
  ): Promise<readonly TaskItem[]> {
    const now = this.ports.now();
    const { kinds, since, until, most } = wanted;
    let rows = this.shown('').where('treating_site', '=', siteId);
    if (kinds !== undefined) rows = rows.where('kind', 'in', kinds);
    if (since !== undefined) rows = rows.where('since', '>=', since);
    if (until !== undefined) rows = rows.where('due_at', '<=', until);
    const found = await rows.orderBy('urgency').orderBy('due_at').limit(most).execute();
    return found.map((row) => this.item(row, now));
  }

  private async rows(caller: Caller, query: WorklistQuery, now: Instant): Promise<readonly Row[]> {
    const { site, product, stage, kind, role, journeyId, cursor, limit } = query;
    let rows = this.visible(caller)
      .where('visible_from', '<=', now)
      .where((where) => forRoles(where, caller, role));
    if (site !== undefined) rows = rows.where((where) => atSites(where, site));
    if (product !== undefined) rows = rows.where('read_model.task.product', 'in', product);
    if (stage !== undefined) rows = rows.where('read_model.task.stage', 'in', stage);
    if (kind !== undefined) rows = rows.where('kind', 'in', kind);
    if (journeyId !== undefined) rows = rows.where('read_model.task.journey_id', '=', journeyId);
    if (query.mine) rows = rows.where('claim.subject', '=', caller.subject);
    if (!query.partners) rows = rows.where('waits_for_partner', '=', false);
    if (!query.snoozed) {
      rows = rows.where((where) =>
        where.or([where('snooze.until', 'is', null), where('snooze.until', '<=', now)]),
      );
    }
    if (cursor !== undefined) {
      const [urgency, dueAt, since, taskId] = positionOf(position, cursor);
      rows = rows.where(
        sql<SqlBool>`(urgency, coalesce(due_at, 'infinity'), since, read_model.task.task_id)
          > (${urgency}, ${dueAt ?? endOfTime}, ${since}, ${taskId})`,
      );
    }
    return rows
      .orderBy('urgency')
      .orderBy(sql`coalesce(due_at, 'infinity')`)
      .orderBy('since')
      .orderBy('read_model.task.task_id')
      .limit(limit + 1)
      .execute();
  }

  private visible(caller: Caller) {
    return this.shown(caller.subject).where((where) => {
      const sites = sitesWithARole(caller);
      return sites === everySite ? where.lit(true) : atSites(where, sites);
    });
  }

  /** Tasks with who has taken them on, and until when a person has put them off. */
  private shown(subject: string) {
    return this.ports.database
      .selectFrom('read_model.task')
      .leftJoin('register.task_claim as claim', 'claim.task_id', 'read_model.task.task_id')
      .leftJoin('register.task_snooze as snooze', (join) =>
        join
          .onRef('snooze.task_id', '=', 'read_model.task.task_id')
          .on('snooze.subject', '=', subject),
      )
      .select([
        'read_model.task.task_id',
        'read_model.task.journey_id',
        'urgency',
        'since',
        'due_at',
        'treating_site',
        'collection_site',
        'product',
        'stage',
        'partner_id',
        'task',
        'claim.subject',
        'claim.name',
        'claim.claimed_at',
        'snooze.until',
      ]);
  }

  private item(row: Row, now: Instant): TaskItem {
    const { visibleFrom: _from, roles, actions, requirement, ...task } = row.task as Task;
    const partner =
      row.partner_id === null ? undefined : this.ports.registry.partnerById(row.partner_id);
    const { subject, name, claimed_at: at } = row;
    return {
      ...task,
      taskId: row.task_id,
      journeyId: row.journey_id,
      roles: [...roles],
      actions: [...actions],
      requirement,
      overdue: task.dueAt !== null && task.dueAt < now,
      contact: partner?.contact ?? null,
      sites: { treating: row.treating_site, collection: row.collection_site },
      product: row.product,
      stage: row.stage,
      claimedBy: subject === null || name === null || at === null ? null : { subject, name, at },
      snoozedUntil: row.until,
    };
  }
}

type AnyCondition = Pick<Condition, 'or' | 'and' | 'lit'> & Condition;

function atSites(where: AnyCondition, sites: readonly string[]) {
  return where.or([
    where('read_model.task.treating_site', 'in', sites),
    where('read_model.task.collection_site', 'in', sites),
  ]);
}

function sitesWithARole(caller: Caller): '*' | readonly string[] {
  const sites = Object.entries(caller.roles)
    .filter(([, held]) => held.some((role) => people.includes(role)))
    .map(([site]) => site);
  return sites.includes(everySite) ? everySite : sites;
}

/** What waits for one of the roles that the caller holds at its sites. */
function forRoles(where: AnyCondition, caller: Caller, wanted?: readonly string[]) {
  const held = Object.entries(caller.roles).map(([site, roles]) => {
    const counted = roles.filter((role: Role) => wanted === undefined || wanted.includes(role));
    const waitsFor = sql<SqlBool>`read_model.task.roles && ${counted}::text[]`;
    return site === everySite ? waitsFor : where.and([atSites(where, [site]), waitsFor]);
  });
  return held.length === 0 ? where.lit(false) : where.or(held);
}
