import { Button, Table } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { scaleLinear } from '@visx/scale';
import { useQuery } from '@tanstack/react-query';
import type { Toxicity } from '#contracts/http/readings.schema.js';
import { feverFromCelsius } from '#domain/toxicity/crs.js';
import { ask } from '../api/http.js';
import { journeyKey, type Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { Lane, type Limit } from '../charts/lane.js';
import { Loaded } from '../states/states.js';
import { sentenceOf } from '../words/names.js';
import { dateTime, shortDate } from '../words/time.js';
import { texts } from '../words/texts.js';
import { gradeSpans, lanesOf, type MeasuredLane } from './toxicity-lanes.js';

const { toxicity: words } = texts;
const nameWidth = 150;
const gradeHeight = 64;
const laneHeight = 74;
const gap = 14;
const head = 34;
const day = 86_400_000;
const highGrade = 2;
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
        <Button onClick={toggle} aria-pressed={isTable}>
          {texts.charts.asTable}
        </Button>
      </div>
      <div className="card-body">
        <Loaded query={course} what={words.course}>
          {(loaded) =>
            loaded.grades.length + loaded.observations.length === 0 ? (
              <p className="secondary">{words.noCourse}</p>
            ) : isTable ? (
              <AsTable course={loaded} zone={zone} now={now} />
            ) : (
              <Chart course={loaded} status={status} zone={zone} now={now} />
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
}: {
  readonly course: Toxicity;
  readonly status: Status;
  readonly zone: string;
  readonly now: number;
}) {
  const { ref, width } = useElementSize();
  const spans = gradeSpans(course.grades, now);
  const kinds = [...new Set(spans.map(({ kind }) => kind))];
  const lanes = lanesOf(course.observations);
  const times = [
    ...course.observations.map(({ happenedAt }) => Date.parse(happenedAt)),
    ...course.drugs.map(({ happenedAt }) => Date.parse(happenedAt)),
    ...spans.map(({ from }) => from),
  ];
  const infused = status.milestones.find(({ name }) => name === 'infusion')?.actual;
  const first = Math.min(...times, ...(infused == null ? [] : [Date.parse(infused)]));
  const last = Math.max(...times, ...spans.map(({ until }) => until));
  const inner = Math.max(width - nameWidth - 8, 200);
  const x = scaleLinear({ domain: [first, Math.max(last, first + day)], range: [0, inner] });
  const drugs = [
    ...new Set(
      course.drugs.flatMap(({ data }) => (typeof data['drug'] === 'string' ? data['drug'] : [])),
    ),
  ];
  const height =
    head +
    kinds.length * (gradeHeight + gap) +
    lanes.length * (laneHeight + gap) +
    drugs.length * 26 +
    8;
  const days = Array.from(
    { length: Math.ceil((last - first) / day) + 1 },
    (_, index) => first + index * day,
  );
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
        </defs>
        <g transform={`translate(${nameWidth},0)`}>
          {days.map((at, index) => (
            <g key={at}>
              <line x1={x(at)} x2={x(at)} y1={head - 6} y2={height} className="grid" />
              {x(at) < inner - 40 && (
                <text x={x(at) + 3} y={14} className="chart-small">
                  {infused == null ? shortDate(at, zone, now) : words.day(index)}
                </text>
              )}
            </g>
          ))}
          {kinds.map((kind, row) => (
            <g key={kind} transform={`translate(0,${head + row * (gradeHeight + gap)})`}>
              <LaneName name={words.short[kind] ?? sentenceOf(kind)} below={words.gradeLane} />
              <rect width={inner} height={gradeHeight} className="lane" />
              {spans
                .filter((span) => span.kind === kind)
                .map((span) => {
                  const tall = Math.max((gradeHeight * span.grade) / 5, 4);
                  const wide = Math.max(x(span.until) - x(span.from), 3);
                  const isHigh = span.grade >= highGrade && !span.isProposed;
                  return (
                    <g
                      key={span.from}
                      transform={`translate(${x(span.from)},${gradeHeight - tall})`}
                    >
                      <rect
                        width={wide}
                        height={tall}
                        className={`grade-bar ${span.isProposed ? 'proposed' : isHigh ? 'high' : ''}`}
                      />
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
                })}
            </g>
          ))}
          {lanes.map((lane, row) => (
            <g
              key={lane.name}
              transform={`translate(0,${head + kinds.length * (gradeHeight + gap) + row * (laneHeight + gap)})`}
            >
              <MeasuredLaneView lane={lane} x={x} width={inner} />
            </g>
          ))}
          {drugs.map((drug, row) => (
            <g
              key={drug}
              transform={`translate(0,${head + kinds.length * (gradeHeight + gap) + lanes.length * (laneHeight + gap) + row * 26 + 12})`}
            >
              <LaneName name={sentenceOf(drug)} below="" />
              {course.drugs
                .filter(({ data, isReplaced }) => data['drug'] === drug && !isReplaced)
                .map(({ eventId, happenedAt }) => (
                  <path
                    key={eventId}
                    d={`M${x(Date.parse(happenedAt))} -6l6 6l-6 6l-6 -6z`}
                    className="drug"
                  />
                ))}
            </g>
          ))}
        </g>
      </svg>
    </div>
  );
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
