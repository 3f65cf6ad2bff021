import { feverFromCelsius } from '#domain/toxicity/crs.js';
import { Lane, type Limit } from '../charts/lane.js';
import { shortDate } from '../words/time.js';
import { texts } from '../words/texts.js';
import type { GradeSpan, Mark, MeasuredLane } from './toxicity-lanes.js';

const { toxicity: words } = texts;
const day = 86_400_000;
const highGrade = 2;
/** What one day's label takes. */
const dayRoom = 62;
/** About the width of one letter. */
const letter = 9;
const fever: Limit = { value: feverFromCelsius, beyond: 'above', words: words.fever };

/** The height of the parts of the course, and the room for what stands left of them. */
export const courseSizes = {
  nameWidth: 150,
  head: 44,
  gradeHeight: 64,
  laneHeight: 74,
  markHeight: 34,
  drugHeight: 36,
  gap: 14,
} as const;
const { nameWidth, head, gradeHeight, laneHeight } = courseSizes;

/** The days since the infusion, as many as there is room for. */
export function Days({
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

/** The grades of one toxicity as bars, higher for higher grades. */
export function Grades({
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
export function Marks({
  marks,
  x,
}: {
  readonly marks: readonly Mark[];
  readonly x: (at: number) => number;
}) {
  const shown: Mark[] = [];
  for (const mark of marks) {
    const last = shown.at(-1);
    const isFree = last === undefined || x(mark.at) - x(last.at) > letter * (last.text.length + 1);
    if (isFree) shown.push(mark);
  }
  return shown.map(({ at, text, isNotable }) => (
    <text key={at} x={x(at)} y={14} className={isNotable ? 'chart-value tone-due' : 'chart-small'}>
      {text}
    </text>
  ));
}

/** What a lane shows, and its unit or scale. */
export function LaneName({ name, below }: { readonly name: string; readonly below: string }) {
  return (
    <text x={-nameWidth} y={14} className="chart-name">
      {name}
      <tspan x={-nameWidth} dy={16} className="chart-small">
        {below}
      </tspan>
    </text>
  );
}

/** One measured quantity as a lane. */
export function MeasuredLaneView({
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
