import { type SelectQueryBuilder, sql } from 'kysely';
import { type Caller, sitesOf } from '#access/caller.js';
import type { Role } from '#access/role.js';
import type { Metrics, MetricsQuery } from '#contracts/http/sites.schema.js';
import type { Database } from '#database/database.js';
import type { Tables } from '#database/tables.js';

const readers: readonly Role[] = ['coordinator', 'operations', 'quality'];

type Rows = SelectQueryBuilder<Tables, 'read_model.measure', object>;

const groupedBy = {
  product: sql<string>`product`,
  site: sql<string>`treating_site`,
  month: sql<string>`to_char(enrolled_at AT TIME ZONE 'UTC', 'YYYY-MM')`,
} as const;

/** How many there are, and the days that a tenth, half and nine tenths of them stay below. */
type Spread = { count: number; days: readonly [number, number, number] | null };

/** Figures of the journeys of a caller's sites. */
export class JourneyFigures {
  constructor(private readonly database: Database) {}

  async metrics(caller: Caller, query: MetricsQuery): Promise<Metrics> {
    const rows = this.rows(caller, query);
    const [total] = await this.figures(rows, sql<string>`'all'`);
    return {
      total: total ?? nothing,
      groups: await this.figures(rows, groupedBy[query.by]),
      stages: await this.stages(rows),
      attrition: await this.attrition(rows),
    };
  }

  private rows(caller: Caller, { site, product, from, until }: MetricsQuery): Rows {
    const sites = sitesOf(caller, readers);
    let rows: Rows = this.database.selectFrom('read_model.measure');
    if (sites !== '*') rows = rows.where('treating_site', 'in', sites);
    if (site !== undefined) rows = rows.where('treating_site', '=', site);
    if (product !== undefined) rows = rows.where('product', '=', product);
    if (from !== undefined) rows = rows.where('enrolled_at', '>=', from);
    if (until !== undefined) rows = rows.where('enrolled_at', '<', until);
    return rows;
  }

  private async figures(rows: Rows, group: typeof groupedBy.site): Promise<Metrics['groups']> {
    const veinToVein = sql`extract(epoch FROM infused_at - collected_at) / 86400`;
    const toInfusion = sql`extract(epoch FROM infused_at - enrolled_at) / 86400`;
    const read = await rows
      .select([
        group.as('group'),
        sql<number>`count(*)::int`.as('journeys'),
        sql<number>`count(infused_at)::int`.as('infused'),
        sql<number>`count(closed_at)::int`.as('closed'),
        spreadOf(veinToVein).as('veinToVein'),
        spreadOf(toInfusion).as('toInfusion'),
        sql<number>`coalesce(sum(excursions), 0)::int`.as('excursions'),
        sql<number>`count(*) FILTER (WHERE out_of_specification)::int`.as('outOfSpecification'),
        sql<number>`count(*) FILTER (WHERE manufacturing_attempts > 1)::int`.as('remanufactured'),
      ])
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .execute();
    return read.map(({ veinToVein: v, toInfusion: t, ...figures }) => ({
      ...figures,
      veinToVeinDays: told(v),
      enrolmentToInfusionDays: told(t),
    }));
  }

  private async stages(rows: Rows): Promise<Metrics['stages']> {
    const from = sql`(left_stage ->> 'from')::timestamptz`;
    const until = sql`(left_stage ->> 'until')::timestamptz`;
    const left = this.database
      .selectFrom(
        rows
          .innerJoin(sql`LATERAL jsonb_array_elements(stages)`.as('left_stage'), (join) =>
            join.onTrue(),
          )
          .select([
            sql<string>`left_stage ->> 'stage'`.as('stage'),
            sql<number>`extract(epoch FROM ${until} - ${from})::float8 / 86400`.as('days'),
          ])
          .as('passage'),
      )
      .select(['stage', spreadOf(sql`days`).as('days')])
      .groupBy('stage');
    return (await left.execute()).map(({ stage, days: spread }) => ({ stage, days: told(spread) }));
  }

  private async attrition(rows: Rows): Promise<Metrics['attrition']> {
    return rows
      .select([
        sql<string>`outcome`.as('outcome'),
        sql<string>`stage_at_end`.as('stageAtEnd'),
        sql<number>`count(*)::int`.as('journeys'),
      ])
      .where('outcome', 'is not', null)
      .groupBy(['outcome', 'stage_at_end'])
      .orderBy(sql`3`, 'desc')
      .execute();
  }
}

const nothing: Metrics['total'] = {
  group: 'all',
  journeys: 0,
  infused: 0,
  closed: 0,
  veinToVeinDays: null,
  enrolmentToInfusionDays: null,
  excursions: 0,
  outOfSpecification: 0,
  remanufactured: 0,
};

function spreadOf(days: ReturnType<typeof sql>) {
  return sql<Spread>`json_build_object(
    'count', count(${days}),
    'days', percentile_cont(ARRAY[0.1, 0.5, 0.9]) WITHIN GROUP (ORDER BY ${days}))`;
}

function told({ count, days }: Spread): Metrics['total']['veinToVeinDays'] {
  if (days === null) return null;
  const [p10, median, p90] = days;
  return { count, median: rounded(median), p10: rounded(p10), p90: rounded(p90) };
}

function rounded(days: number): number {
  return Math.round(days * 10) / 10;
}
