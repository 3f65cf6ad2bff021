import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';

/** By which way somebody is told of an alert, beside the page itself. */
export type AlertChannelName = 'mail' | 'webhook';

/** One telling of one step of an alert to one person; `raisedAt` is journey time, the others wall time. */
export type AlertPage = {
  /** The same whenever and by whomever it is planned: what was planned once is planned never again. */
  readonly pageId: string;
  readonly journeyId: string;
  readonly sequence: number;
  readonly alertId: string;
  readonly severity: string;
  /** How far along the on-call list: 1 the first on it, 2 the next, 3 everybody. */
  readonly level: number;
  readonly siteId: string;
  readonly channel: AlertChannelName;
  readonly recipient: string;
  readonly address: string;
  readonly raisedAt: Instant;
  readonly plannedAt: Instant;
};

/** An alert as its journal raised it, at its place there. */
export type RaisedAlert = {
  readonly offset: number;
  readonly journeyId: string;
  readonly sequence: number;
  readonly alertId: string;
  readonly severity: string;
  readonly level: number;
  readonly siteId: string;
  readonly raisedAt: Instant;
};

/** Whom an alert is told to; nobody where no list says so. */
export type Told = Pick<AlertPage, 'channel' | 'recipient' | 'address'>;

/** How a page ended. */
export type PageOutcome = 'sent' | 'answered' | 'given-up';

const atOnce = 20_000;
const leaseSeconds = 30;
const longestPauseSeconds = 60;

/** Who is to be told of which alert, and what became of it. */
export class AlertPages {
  constructor(private readonly database: Database) {}

  /**
   * Looks at the alerts that the read model has gained and plans what `toldOf` says of each, in one transaction with how
   * far was looked. Alerts raised before `since` (journey time) are left: they are history. Returns those planned for
   * nobody.
   */
  async plan(
    since: Instant,
    toldOf: (alert: RaisedAlert) => Promise<readonly Told[]>,
  ): Promise<readonly RaisedAlert[]> {
    return this.database.transaction().execute(async (transaction) => {
      const unheard: RaisedAlert[] = [];
      await sql`INSERT INTO register.alert_cursor (partition, next)
        SELECT partition, 0 FROM read_model.projection_offset
        ON CONFLICT DO NOTHING`.execute(transaction);
      const behind = await transaction
        .selectFrom('register.alert_cursor as cursor')
        .innerJoin('read_model.projection_offset as end', 'end.partition', 'cursor.partition')
        .select(['cursor.partition', 'cursor.next', 'end.next as end'])
        .whereRef('cursor.next', '<', 'end.next')
        .orderBy('cursor.partition')
        .forUpdate('cursor')
        .skipLocked()
        .execute();
      for (const { partition, next, end } of behind) {
        const until = Math.min(end, next + atOnce);
        const alerts = await raisedIn(transaction, partition, { from: next, until, since });
        for (const alert of alerts) {
          const told = await toldOf(alert);
          if (told.length === 0) unheard.push(alert);
          await keep(transaction, alert, told);
        }
        await transaction
          .updateTable('register.alert_cursor')
          .set({ next: until })
          .where('partition', '=', partition)
          .execute();
      }
      return unheard;
    });
  }

  /** Takes pages that are due; whoever takes them has half a minute before others may. */
  async take(limit: number): Promise<readonly (AlertPage & { readonly attempts: number })[]> {
    const due = this.database
      .selectFrom('register.alert_page')
      .select('page_id')
      .where('next_attempt_at', '<=', sql<Instant>`now()`)
      .orderBy('next_attempt_at')
      .limit(limit)
      .forUpdate()
      .skipLocked();
    const rows = await this.database
      .updateTable('register.alert_page')
      .set(({ eb }) => ({
        next_attempt_at: sql<Instant>`now() + ${leaseSeconds} * interval '1 second'`,
        attempts: eb('attempts', '+', 1),
      }))
      .where('page_id', 'in', due)
      .returningAll()
      .execute();
    return rows.map((row) => ({
      pageId: row.page_id,
      journeyId: row.journey_id,
      sequence: row.sequence,
      alertId: row.alert_id,
      severity: row.severity,
      level: row.level,
      siteId: row.site_id,
      channel: row.channel as AlertChannelName,
      recipient: row.recipient,
      address: row.address,
      raisedAt: row.raised_at,
      plannedAt: row.planned_at,
      attempts: row.attempts,
    }));
  }

  /** Notes how a page ended. */
  async settle(pageId: string, outcome: PageOutcome): Promise<void> {
    await this.database
      .updateTable('register.alert_page')
      .set({ outcome, settled_at: sql<Instant>`now()`, next_attempt_at: null })
      .where('page_id', '=', pageId)
      .where('outcome', 'is', null)
      .execute();
  }

  /** Notes that nobody could be told now; each time it waits twice as long, at most a minute. */
  async later(pageId: string): Promise<void> {
    const pause = sql`least(power(2, least(attempts, 16)), ${longestPauseSeconds})`;
    await this.database
      .updateTable('register.alert_page')
      .set({ next_attempt_at: sql<Instant>`now() + ${pause} * interval '1 second'` })
      .where('page_id', '=', pageId)
      .where('outcome', 'is', null)
      .execute();
  }

  /** How many pages planned since an instant of wall time are on their way, were given up, or had nobody to go to. */
  async troubleSince(since: Instant): Promise<{
    readonly onTheWay: number;
    readonly givenUp: number;
    readonly nobodyOnCall: number;
  }> {
    const rows = await this.database
      .selectFrom('register.alert_page')
      .select(({ fn }) => ['outcome', fn.countAll<number>().as('pages')])
      .where('planned_at', '>', since)
      .groupBy('outcome')
      .execute();
    const of = (outcome: string | null): number =>
      rows.find((row) => row.outcome === outcome)?.pages ?? 0;
    return {
      onTheWay: of(null),
      givenUp: of('given-up'),
      nobodyOnCall: of('nobody-on-call'),
    };
  }
}

async function raisedIn(
  database: Database,
  partition: number,
  {
    from,
    until,
    since,
  }: { readonly from: number; readonly until: number; readonly since: Instant },
): Promise<readonly RaisedAlert[]> {
  const detail = (name: string) => sql<string>`record.record #>> ${`{data,detail,${name}}`}`;
  const rows = await database
    .selectFrom('read_model.record as record')
    .innerJoin('read_model.journey as journey', 'journey.journey_id', 'record.journey_id')
    .select([
      sql<number>`record."offset"`.as('offset'),
      'record.journey_id as journeyId',
      'record.sequence',
      'record.time as raisedAt',
      'journey.treating_site as siteId',
      detail('alertId').as('alertId'),
      detail('severity').as('severity'),
      sql<number>`coalesce((record.record #>> '{data,detail,level}')::integer, 1)`.as('level'),
    ])
    .where('record.partition', '=', partition)
    .where('record.offset', '>=', from)
    .where('record.offset', '<', until)
    .where('record.type', '=', 'alert.raised')
    .where('record.time', '>=', since)
    .orderBy('record.offset')
    .execute();
  return rows;
}

async function keep(database: Database, alert: RaisedAlert, told: readonly Told[]): Promise<void> {
  const { journeyId, sequence, alertId, severity, level, siteId, raisedAt } = alert;
  const now = new Date().toISOString();
  const common = {
    journey_id: journeyId,
    sequence,
    alert_id: alertId,
    severity,
    level,
    site_id: siteId,
    raised_at: raisedAt,
    planned_at: now,
  };
  const rows = told.map(({ channel, recipient, address }) => ({
    ...common,
    page_id: pageIdOf(alert, channel, address),
    channel: channel as string,
    recipient,
    address,
    next_attempt_at: now,
    settled_at: null,
    outcome: null,
  }));
  const nobody = {
    ...common,
    page_id: pageIdOf(alert, 'none', ''),
    channel: 'none',
    recipient: '',
    address: '',
    next_attempt_at: null,
    settled_at: now,
    outcome: 'nobody-on-call',
  };
  await database
    .insertInto('register.alert_page')
    .values(rows.length === 0 ? [nobody] : rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function pageIdOf({ journeyId, sequence }: RaisedAlert, channel: string, address: string): string {
  return createHash('sha256')
    .update(JSON.stringify([journeyId, sequence, channel, address]))
    .digest('hex')
    .slice(0, 32);
}
