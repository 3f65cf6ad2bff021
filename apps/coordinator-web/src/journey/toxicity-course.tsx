import { Button, SegmentedControl, Table } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { scaleLinear } from '@visx/scale';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Toxicity } from '#contracts/http/readings.schema.js';
import { feverFromCelsius } from '#domain/toxicity/crs.js';
import { ask } from '../api/http.js';
import { journeyKey, type Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useScreenKeys } from '../app/keys.js';
import { Lane, type Limit } from '../charts/lane.js';
import { Loaded } from '../states/states.js';
import { sentenceOf } from '../words/names.js';
import { dateTime, shortDate } from '../words/time.js';
import { texts } from '../words/texts.js';
import {
  type GradeSpan,
  gradeSpans,
  iceScores,
  lanesOf,
  type Mark,
  type MeasuredLane,
  oxygenGiven,
} from './toxicity-lanes.js';

const { toxicity: words } = texts;
const nameWidth = 150;
const gradeHeight = 64;
const laneHeight = 74;
const gap = 14;
const head = 44;
const day = 86_400_000;
const highGrade = 2;
const markHeight = 34;
const drugHeight = 36;
/** What one day's label takes. */
const dayRoom = 62;
/** How much of the course is shown, in milliseconds; null for all of it. */
type Range = number | null;
const ranges = { day: day, week: 7 * day, all: null } as const;
const fever: Limit = { value: feverFromCelsius, beyond: 'above', words: words.fever };

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
  const course = useQuery({
    queryKey: [...journeyKey(status.journeyId), 'toxicity'],
    queryFn: ({ signal }) =>
      ask<Toxicity>(`/api/v1/journeys/${encodeURIComponent(status.journeyId)}/toxicity`, {
        signal,
      }),
  });
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

/** The days since the infusion, as many as there is room for. */
function Days({
  from,
  first,
  last,
  x,
  height,
  isInfused,
  zone,
  now,
}: {
  readonly from: number;
  readonly first: number;
  readonly last: number;
  readonly x: (at: number) => number;
  readonly height: number;
  readonly isInfused: boolean;
  readonly zone: string;
  readonly now: number;
}) {
  const wide = x(first + day) - x(first);
  const every = Math.max(1, Math.ceil(dayRoom / wide));
  const count = Math.ceil((last - from) / day) + 1;
  const shown = Array.from({ length: count }, (_, index) => index).filter(
    (index) => from + index * day >= first && from + index * day <= last && index % every === 0,
  );
  return shown.map((index) => {
    const at = from + index * day;
    return (
      <g key={at}>
        <line x1={x(at)} x2={x(at)} y1={head - 6} y2={height} className="grid" />
        <text x={x(at) + 3} y={12} className="chart-value">
          {isInfused ? words.day(index) : ''}
        </text>
        <text x={x(at) + 3} y={26} className="chart-small">
          {shortDate(at, zone, now)}
        </text>
      </g>
    );
  });
}

function Grades({
  spans,
  x,
  first,
}: {
  readonly spans: readonly GradeSpan[];
  readonly x: (at: number) => number;
  readonly first: number;
}) {
  return spans.map((span) => {
    const left = x(Math.max(span.from, first));
    const tall = Math.max((gradeHeight * span.grade) / 5, 3);
    const wide = Math.max(x(span.until) - left, 3);
    const isHigh = span.grade >= highGrade && !span.isProposed;
    const look = span.grade === 0 ? 'none' : span.isProposed ? 'proposed' : isHigh ? 'high' : '';
    return (
      <g key={`${span.from} ${span.until}`} transform={`translate(${left},${gradeHeight - tall})`}>
        <rect width={wide} height={tall} className={`grade-bar ${look}`} />
        {wide > 16 && (
          <text
            x={wide / 2}
            y={tall > 16 ? tall / 2 + 4 : -4}
            textAnchor="middle"
            className={isHigh && tall > 16 ? 'grade-text high' : 'grade-text'}
          >
            {span.grade}
          </text>
        )}
      </g>
    );
  });
}

/** Scores and devices as words; one that would cover the one before is left to the table. */
function Marks({
  marks,
  x,
}: {
  readonly marks: readonly Mark[];
  readonly x: (at: number) => number;
}) {
  const shown = marks.reduce<readonly Mark[]>((before, mark) => {
    const last = before.at(-1);
    const isFree = last === undefined || x(mark.at) - x(last.at) > 9 * (last.text.length + 1);
    return isFree ? [...before, mark] : before;
  }, []);
  return shown.map(({ at, text, isNotable }) => (
    <text key={at} x={x(at)} y={14} className={isNotable ? 'chart-value tone-due' : 'chart-small'}>
      {text}
    </text>
  ));
}

/** The drugs that were given, each with its unit and doses; what was corrected since is left out. */
function drugRows(drugs: Toxicity['drugs']) {
  const given = drugs.filter(({ isReplaced }) => !isReplaced);
  const byName = Map.groupBy(given, ({ data }) => String(data['drug'] ?? ''));
  return [...byName]
    .filter(([name]) => name !== '')
    .map(([name, all]) => ({
      name,
      unit: String(all[0]?.data['unit'] ?? ''),
      doses: all.map(({ happenedAt, data }) => ({
        at: Date.parse(happenedAt),
        text: data['dose'] === undefined ? '' : String(data['dose']),
      })),
    }));
}

function LaneName({ name, below }: { readonly name: string; readonly below: string }) {
  return (
    <text x={-nameWidth} y={14} className="chart-name">
      {name}
      <tspan x={-nameWidth} dy={16} className="chart-small">
        {below}
      </tspan>
    </text>
  );
}

function MeasuredLaneView({
  lane,
  x,
  width,
}: {
  readonly lane: MeasuredLane;
  readonly x: (at: number) => number;
  readonly width: number;
}) {
  return (
    <>
      <LaneName name={words.lanes[lane.name]} below={words.units[lane.name]} />
      <Lane
        readings={lane.readings}
        x={x}
        width={width}
        height={laneHeight}
        digits={lane.name === 'celsius' ? 1 : 0}
        limit={lane.name === 'celsius' ? fever : undefined}
      />
    </>
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
