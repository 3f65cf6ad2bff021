import { Button, SegmentedControl, Table } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Metrics } from '#contracts/http/sites.schema.js';
import { ask, withQuery } from '../api/http.js';
import { useScreenKeys } from '../app/keys.js';
import { Counts, round, type Spread, Spreads } from '../charts/bars.js';
import { Loaded } from '../states/states.js';
import { stations } from '../track/track-model.js';
import { outcomeName, productShort, siteShort, stageName } from '../words/names.js';
import { texts } from '../words/texts.js';

const { insight: words, charts } = texts;
const groupings = ['product', 'site', 'month'] as const;
type Grouping = (typeof groupings)[number];
/** Fewer say nothing about a group. */
const fewestToCompare = 20;

/** Where days and patients are lost, as a sentence first. */
export function InsightScreen() {
  const [by, setBy] = useState<Grouping>('product');
  const [isTable, { toggle }] = useDisclosure(false);
  const metrics = useQuery({
    queryKey: ['metrics', by],
    queryFn: ({ signal }) =>
      ask<Metrics>(withQuery('/api/v1/metrics/journeys', { by }), { signal }),
    placeholderData: keepPreviousData,
  });
  useScreenKeys([
    { hotkey: 't', shown: ['T'], says: charts.asTable, run: toggle },
    {
      hotkey: 'b',
      shown: ['B'],
      says: words.group,
      run: () => setBy(groupings[(groupings.indexOf(by) + 1) % groupings.length] ?? 'product'),
    },
  ]);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{metrics.data === undefined ? texts.screens.insight : headOf(metrics.data)}</h1>
        <div className="screen-actions">
          <SegmentedControl
            value={by}
            onChange={(value) => setBy(value)}
            data={groupings.map((value) => ({ value, label: words.by[value] }))}
            aria-label={words.group}
          />
          <Button onClick={toggle} aria-pressed={isTable}>
            {charts.asTable}
          </Button>
        </div>
      </div>
      <Loaded query={metrics} what={texts.screens.insight}>
        {(loaded) => <Charts metrics={loaded} by={by} isTable={isTable} />}
      </Loaded>
    </div>
  );
}

function headOf({ total }: Metrics): string {
  const { veinToVeinDays, infused, journeys } = total;
  if (veinToVeinDays === null) return words.nobody(journeys);
  return words.head(round(veinToVeinDays.median), infused);
}

function Charts({
  metrics,
  by,
  isTable,
}: {
  readonly metrics: Metrics;
  readonly by: Grouping;
  readonly isTable: boolean;
}) {
  const { groups, stages, attrition, total } = metrics;
  const veins = groups.flatMap(({ group, veinToVeinDays }) =>
    veinToVeinDays === null ? [] : [spreadOf(groupName(group, by), veinToVeinDays)],
  );
  const inOrder = stages.toSorted((a, b) => stations.indexOf(a.stage) - stations.indexOf(b.stage));
  const inStages = inOrder.flatMap(({ stage, days }) =>
    days === null ? [] : [spreadOf(stageName(stage), days)],
  );
  const outcomes = Map.groupBy(attrition, ({ outcome }) => outcome);
  const lost = [...outcomes].map(([outcome, all]) => ({
    name: outcomeName(outcome),
    count: all.reduce((sum, { journeys }) => sum + journeys, 0),
  }));
  const left = [
    { name: words.enrolled, count: total.journeys },
    { name: words.infused, count: total.infused },
    ...lost,
  ];
  return (
    <div className="two-columns even">
      <ChartCard title={words.vein} hint={words.span}>
        {(width) =>
          veins.length === 0 ? (
            <p className="secondary">{words.tooFew}</p>
          ) : isTable ? (
            <SpreadTable rows={veins} />
          ) : (
            <Spreads rows={veins} width={width} unit={words.days} />
          )
        }
      </ChartCard>
      <ChartCard title={words.leave} hint="">
        {(width) => (
          <Counts
            width={width}
            rows={left.map((one) => ({
              ...one,
              share:
                total.journeys === 0 ? '' : `${((one.count / total.journeys) * 100).toFixed(1)} %`,
            }))}
          />
        )}
      </ChartCard>
      <ChartCard title={words.stages} hint={words.span}>
        {(width) =>
          inStages.length === 0 ? (
            <p className="secondary">{words.tooFew}</p>
          ) : isTable ? (
            <SpreadTable rows={inStages} />
          ) : (
            <Spreads rows={inStages} width={width} unit={words.days} />
          )
        }
      </ChartCard>
      <section className="card">
        <div className="card-head">
          <h2>{words.groups(words.by[by])}</h2>
          <span className="quiet small">{words.fewest(fewestToCompare)}</span>
        </div>
        <Table className="dates">
          <Table.Thead>
            <Table.Tr>
              {words.columns.map((column, index) => (
                <Table.Th key={column} className={index === 0 ? '' : 'number'}>
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((one) => (
              <Table.Tr key={one.group}>
                <Table.Th scope="row">{groupName(one.group, by)}</Table.Th>
                <Table.Td className="number">{one.journeys}</Table.Td>
                <Table.Td className="number">{one.infused}</Table.Td>
                <Table.Td className="number">
                  {one.infused < fewestToCompare || one.veinToVeinDays === null
                    ? '–'
                    : `${round(one.veinToVeinDays.median)} d`}
                </Table.Td>
                <Table.Td className="number">{one.excursions}</Table.Td>
                <Table.Td className="number">{one.outOfSpecification}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  );
}

function spreadOf(name: string, days: NonNullable<Metrics['total']['veinToVeinDays']>): Spread {
  return { name, count: days.count, median: days.median, low: days.p10, high: days.p90 };
}

function groupName(group: string, by: Grouping): string {
  if (by === 'product') return productShort(group);
  return by === 'site' ? siteShort(group) : group;
}

function ChartCard({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly children: (width: number) => React.ReactNode;
}) {
  const { ref, width } = useElementSize();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
        <span className="quiet small">{hint}</span>
      </div>
      <div className="card-body">
        <div ref={ref}>{children(width)}</div>
      </div>
    </section>
  );
}

function SpreadTable({ rows }: { readonly rows: readonly Spread[] }) {
  return (
    <Table>
      <Table.Tbody>
        {rows.map(({ name, count, median, low, high }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td className="number">{round(median)} d</Table.Td>
            <Table.Td className="number">
              {round(low)}–{round(high)} d
            </Table.Td>
            <Table.Td className="number">n = {count}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
