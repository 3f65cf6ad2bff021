import { Button, SegmentedControl, Table } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { scaleLinear } from '@visx/scale';
import { useState } from 'react';
import type { Toxicity } from '#contracts/http/readings.schema.js';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useScreenKeys } from '../app/keys.js';
import { Loaded } from '../states/states.js';
import { sentenceOf } from '../words/names.js';
import { dateTime } from '../words/time.js';
import { texts } from '../words/texts.js';
import {
  courseSizes,
  Days,
  Grades,
  LaneName,
  Marks,
  MeasuredLaneView,
} from './toxicity-chart-parts.js';
import { drugRows, gradeSpans, iceScores, lanesOf, oxygenGiven } from './toxicity-lanes.js';
import { useToxicity } from './toxicity-query.js';

const { toxicity: words } = texts;
const { nameWidth, head, gradeHeight, laneHeight, markHeight, drugHeight, gap } = courseSizes;
const day = 86_400_000;
/** How much of the course is shown, in milliseconds; null for all of it. */
type Range = number | null;
const ranges = { day: day, week: 7 * day, all: null } as const;

/** Grades, readings and drugs since the infusion on one axis of time. */
export function ToxicityCourse({
  status,
  zone,
}: {
  readonly status: Status;
  readonly zone: string;
}) {
  const now = useNow();
  const [isTable, { toggle }] = useDisclosure(false);
  const [range, setRange] = useState<keyof typeof ranges>('all');
  useScreenKeys([{ hotkey: 't', shown: ['T'], says: texts.charts.asTable, run: toggle }]);
  const course = useToxicity(status.journeyId);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.course}</h2>
        <span className="row wrap">
          <SegmentedControl
            value={range}
            onChange={setRange}
            data={Object.keys(ranges).map((value) => ({
              value: value as keyof typeof ranges,
              label: words.ranges[value as keyof typeof ranges],
            }))}
            aria-label={words.range}
          />
          <Button onClick={toggle} aria-pressed={isTable}>
            {texts.charts.asTable}
          </Button>
        </span>
      </div>
      <div className="card-body">
        <Loaded query={course} what={words.course}>
          {(loaded) =>
            loaded.grades.length + loaded.observations.length === 0 ? (
              <p className="secondary">{words.noCourse}</p>
            ) : isTable ? (
              <AsTable course={loaded} zone={zone} now={now} />
            ) : (
              <Chart course={loaded} status={status} zone={zone} now={now} range={ranges[range]} />
            )
          }
        </Loaded>
      </div>
    </section>
  );
}

function Chart({
  course,
  status,
  zone,
  now,
  range,
}: {
  readonly course: Toxicity;
  readonly status: Status;
  readonly zone: string;
  readonly now: number;
  readonly range: Range;
}) {
  const { ref, width } = useElementSize();
  const spans = gradeSpans(course.grades, now);
  const kinds = [...new Set(spans.map(({ kind }) => kind))];
  const times = [
    ...course.observations.map(({ happenedAt }) => Date.parse(happenedAt)),
    ...course.drugs.map(({ happenedAt }) => Date.parse(happenedAt)),
    ...spans.map(({ from }) => from),
  ];
  const infused = status.milestones.find(({ name }) => name === 'infusion')?.actual ?? null;
  const begin = infused === null ? Math.min(...times) : Date.parse(infused);
  const last = Math.max(...times, ...(status.stage === 'monitoring' ? [now] : []), begin + day);
  const first = range === null ? begin : Math.max(begin, last - range);
  const inner = Math.max(width - nameWidth - 8, 200);
  const x = scaleLinear({ domain: [first, last], range: [0, inner] });
  const isShown = (at: number): boolean => at >= first && at <= last;
  const lanes = lanesOf(course.observations)
    .map((lane) => ({ ...lane, readings: lane.readings.filter(({ at }) => isShown(at)) }))
    .filter(({ readings }) => readings.length > 0);
  const marks = [
    { name: words.ice, below: words.iceHint, marks: iceScores(course.observations) },
    { name: words.oxygen, below: '', marks: oxygenGiven(course.observations) },
  ]
    .map((row) => ({ ...row, marks: row.marks.filter(({ at }) => isShown(at)) }))
    .filter((row) => row.marks.length > 0);
  const drugs = drugRows(course.drugs);
  const gradesEnd = head + kinds.length * (gradeHeight + gap);
  const marksEnd = gradesEnd + marks.length * markHeight;
  const lanesEnd = marksEnd + lanes.length * (laneHeight + gap);
  const height = lanesEnd + drugs.length * drugHeight + 8;
  return (
    <div ref={ref}>
      <svg width={width} height={height} role="img" aria-label={summaryOf(spans)}>
        <defs>
          <pattern
            id="proposed"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="var(--due-tint)" />
            <line y2="6" className="proposed-line" />
          </pattern>
          <clipPath id="course">
            <rect y={-20} width={inner + 4} height={height + 20} />
          </clipPath>
        </defs>
        <g transform={`translate(${nameWidth},0)`}>
          <Days
            from={begin}
            first={first}
            last={last}
            x={x}
            height={height}
            isInfused={infused !== null}
            zone={zone}
            now={now}
          />
          {kinds.map((kind, row) => (
            <g key={kind} transform={`translate(0,${head + row * (gradeHeight + gap)})`}>
              <LaneName name={words.short[kind] ?? sentenceOf(kind)} below={words.gradeLane} />
              <rect width={inner} height={gradeHeight} className="lane" />
              <g clipPath="url(#course)">
                <Grades
                  spans={spans.filter((span) => span.kind === kind && span.until > first)}
                  x={x}
                  first={first}
                />
              </g>
            </g>
          ))}
          {marks.map((row, index) => (
            <g key={row.name} transform={`translate(0,${gradesEnd + index * markHeight})`}>
              <LaneName name={row.name} below={row.below} />
              <Marks marks={row.marks} x={x} />
            </g>
          ))}
          {lanes.map((lane, row) => (
            <g key={lane.name} transform={`translate(0,${marksEnd + row * (laneHeight + gap)})`}>
              <MeasuredLaneView lane={lane} x={x} width={inner} />
            </g>
          ))}
          {drugs.map(({ name, unit, doses }, row) => (
            <g key={name} transform={`translate(0,${lanesEnd + row * drugHeight + 12})`}>
              <LaneName name={sentenceOf(name)} below={unit} />
              {doses
                .filter(({ at }) => isShown(at))
                .map(({ at, text }) => (
                  <g key={at} transform={`translate(${x(at)},4)`}>
                    <path d="M0 -6l6 6l-6 6l-6 -6z" className="drug" />
                    <text x={9} y={4} className="chart-value">
                      {text}
                    </text>
                  </g>
                ))}
            </g>
          ))}
          {isShown(now) && (
            <line x1={x(now)} x2={x(now)} y1={head - 6} y2={height} className="plan-now" />
          )}
        </g>
      </svg>
    </div>
  );
}

function summaryOf(spans: ReturnType<typeof gradeSpans>): string {
  return spans
    .map(
      ({ kind, grade, isProposed }) =>
        `${words.short[kind] ?? sentenceOf(kind)} ${words.grade(grade)}${isProposed ? ` ${words.proposed}` : ''}`,
    )
    .join('; ');
}

function AsTable({
  course,
  zone,
  now,
}: {
  readonly course: Toxicity;
  readonly zone: string;
  readonly now: number;
}) {
  const rows = [
    ...course.grades.map(({ at, kind, said, grade }) => ({
      at,
      what: words.short[kind] ?? sentenceOf(kind),
      value: `${words.grade(grade)}, ${said}`,
    })),
    ...[...course.observations, ...course.drugs].map(({ happenedAt, type, data }) => ({
      at: happenedAt,
      what: sentenceOf(type),
      value: Object.entries(data)
        .filter(([, value]) => typeof value !== 'object')
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', '),
    })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Table>
      <Table.Tbody>
        {rows.map(({ at, what, value }, index) => (
          <Table.Tr key={index}>
            <Table.Td>{dateTime(at, zone, now)}</Table.Td>
            <Table.Th scope="row">{what}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
