import { useElementSize } from '@mantine/hooks';
import { scaleTime } from '@visx/scale';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useNow } from '../app/clock.js';
import { milestoneName } from '../words/names.js';
import { dateTimeZone, shortDate, weekdayDate } from '../words/time.js';
import { texts } from '../words/texts.js';
import type { Link, Movable } from './plan.js';
import { type PlanRow, rowsOf } from './plan-rows.js';

const { plan: words } = texts;
const day = 86_400_000;
const nameWidth = 168;
const rowHeight = 48;
const barHeight = 22;
const head = 36;
const leastWidth = 12;
const labelRoom = 120;

type Scale = (at: number) => number;

/** The chain of dates as bars: where they were, where they would be, and what breaks. Bars are moved by hand or by key. */
export function ChainChart({
  links,
  broken,
  stage,
  zone,
  onMove,
  onReset,
}: {
  readonly links: readonly Link[];
  /** The links at which a rule breaks. */
  readonly broken: readonly string[];
  readonly stage: string;
  readonly zone: string;
  readonly onMove: (link: Movable, at: number) => void;
  readonly onReset: () => void;
}) {
  const { ref, width } = useElementSize();
  const now = useNow(60_000);
  const rows = rowsOf(links, stage);
  const times = [
    now,
    ...rows.flatMap(({ before, after }) => [before, after].flatMap((span) => span ?? [])),
  ];
  const inner = Math.max(width - nameWidth - labelRoom, 160);
  const from = Math.min(...times) - 2 * day;
  const until = Math.max(...times) + 3 * day;
  const x = scaleTime({ domain: [from, until], range: [0, inner] });
  const height = head + rows.length * rowHeight;
  return (
    <div ref={ref} className="plan-chart">
      <svg width={width} height={height} role="group" aria-label={words.chart}>
        <defs>
          <pattern
            id="wish"
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
          <Weeks from={from} until={until} x={x} zone={zone} now={now} height={height} />
          <line x1={x(now)} x2={x(now)} y1={head - 8} y2={height} className="plan-now" />
          <text x={x(now)} y={13} textAnchor="middle" className="chart-value tone-accent">
            {words.today}
          </text>
        </g>
        {rows.map((row, index) => (
          <g key={row.link} transform={`translate(0,${head + index * rowHeight})`}>
            <line x2={width} className="grid" />
            <RowName row={row} isBroken={broken.some((link) => row.links.includes(link))} />
            <g transform={`translate(${nameWidth},${(rowHeight - barHeight) / 2})`}>
              <Bars
                row={row}
                x={x}
                perDay={inner / ((until - from) / day)}
                isBroken={broken.some((link) => row.links.includes(link))}
                zone={zone}
                now={now}
                onMove={onMove}
                onReset={onReset}
              />
            </g>
          </g>
        ))}
      </svg>
    </div>
  );
}

function RowName({ row, isBroken }: { readonly row: PlanRow; readonly isBroken: boolean }) {
  return (
    <text y={20} className="chart-name">
      <tspan className={isBroken ? 'tone-overdue' : ''}>
        {words.rows[row.link] ?? milestoneName(row.link)}
      </tspan>
      <tspan x={0} dy={17} className="chart-small">
        {row.status === null ? words.notKnown : words.standing[row.status]}
      </tspan>
    </text>
  );
}

function Weeks({
  from,
  until,
  x,
  zone,
  now,
  height,
}: {
  readonly from: number;
  readonly until: number;
  readonly x: Scale;
  readonly zone: string;
  readonly now: number;
  readonly height: number;
}) {
  const days = Array.from(
    { length: Math.ceil((until - from) / day) },
    (_, index) => from + index * day,
  );
  const isOn = (at: number, name: string): boolean => weekdayDate(at, zone, now).startsWith(name);
  const wide = x(from + day) - x(from);
  const everyWeek = wide * 7 > 52 ? 1 : Math.ceil(52 / (wide * 7));
  const mondays = days.filter((at) => isOn(at, 'Mon'));
  return (
    <>
      {days
        .filter((at) => isOn(at, 'Sat'))
        .map((at) => (
          <rect
            key={at}
            x={x(at)}
            y={head}
            width={wide * 2}
            height={height - head}
            className="weekend"
          />
        ))}
      {mondays.map((at, index) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={head - 4} y2={height} className="grid" />
          {index % everyWeek === 0 && (
            <text x={x(at)} y={28} className="chart-small">
              {shortDate(at, zone, now)}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

function Bars({
  row,
  x,
  perDay,
  isBroken,
  zone,
  now,
  onMove,
  onReset,
}: {
  readonly row: PlanRow;
  readonly x: Scale;
  readonly perDay: number;
  readonly isBroken: boolean;
  readonly zone: string;
  readonly now: number;
  readonly onMove: (link: Movable, at: number) => void;
  readonly onReset: () => void;
}) {
  const [drag, setDrag] = useState<{ readonly from: number; readonly days: number } | null>(null);
  const { before, after, movable, isWish } = row;
  const shown = after ?? before;
  if (shown === null)
    return (
      <text y={16} className="chart-small">
        {words.nothingYet}
      </text>
    );
  const [start, end] = shown;
  const shift = drag === null ? 0 : drag.days * perDay;
  const wide = Math.max(x(end) - x(start), leastWidth);
  const isMoved = before !== null && before[0] !== start;
  const look = isWish ? 'wish' : isBroken ? 'broken' : isMoved ? 'moved' : '';
  const label = isMoved ? words.moved(Math.round((start - before[0]) / day)) : '';

  const move = (days: number): void => {
    if (movable !== null && days !== 0) onMove(movable, start + days * day);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 7 : 1;
    if (event.key === 'ArrowRight') move(step);
    else if (event.key === 'ArrowLeft') move(-step);
    else if (event.key.toLowerCase() === 'r') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDown = (event: PointerEvent<SVGRectElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: event.clientX, days: 0 });
  };
  const onDrag = (event: PointerEvent): void => {
    if (drag !== null) setDrag({ ...drag, days: Math.round((event.clientX - drag.from) / perDay) });
  };
  const onUp = (): void => {
    if (drag !== null) move(drag.days);
    setDrag(null);
  };
  const says = drag === null || drag.days === 0 ? label : words.moved(drag.days);
  return (
    <>
      {isMoved && (
        <rect
          x={x(before[0])}
          width={Math.max(x(before[1]) - x(before[0]), leastWidth)}
          height={barHeight}
          rx={4}
          className="plan-was"
        />
      )}
      <rect
        x={x(start) + shift}
        width={wide}
        height={barHeight}
        rx={4}
        className={`plan-bar ${look}${movable === null ? '' : ' movable'}`}
        {...(movable === null
          ? {}
          : {
              role: 'slider',
              tabIndex: 0,
              'aria-label': words.rows[row.link] ?? milestoneName(row.link),
              'aria-valuenow': Math.round((start - now) / day),
              'aria-valuetext': dateTimeZone(start, zone, now),
              onKeyDown: onKey,
              onPointerDown: onDown,
              onPointerMove: onDrag,
              onPointerUp: onUp,
            })}
      />
      <text
        x={x(start) + shift + wide + 8}
        y={16}
        className={isBroken ? 'chart-value tone-overdue' : 'chart-value'}
      >
        {shortDate(start + (drag?.days ?? 0) * day, zone, now)}
        {says === '' ? '' : `, ${says}`}
      </text>
    </>
  );
}
