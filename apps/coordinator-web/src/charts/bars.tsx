import { scaleLinear } from '@visx/scale';

/** A median with the middle of all values. */
export type Spread = {
  readonly name: string;
  readonly count: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
};

const rowHeight = 34;
const nameWidth = 150;
const axisHeight = 24;
const ticks = 6;

/** Medians as points with the span of most values as bars, one row each, on one axis of days. */
export function Spreads({
  rows,
  width,
  unit,
}: {
  readonly rows: readonly Spread[];
  readonly width: number;
  readonly unit: string;
}) {
  const most = Math.max(1, ...rows.map(({ high }) => high));
  const inner = Math.max(width - nameWidth - 76, 120);
  const x = scaleLinear({ domain: [0, most], range: [0, inner], nice: true });
  const height = rows.length * rowHeight;
  return (
    <svg
      width={width}
      height={height + axisHeight}
      role="img"
      aria-label={rows.map(spoken(unit)).join('; ')}
    >
      <g transform={`translate(${nameWidth},0)`}>
        {x.ticks(ticks).map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y2={height} className="grid" />
            <text x={x(tick)} y={height + 16} textAnchor="middle" className="chart-small">
              {tick}
            </text>
          </g>
        ))}
        {rows.map(({ name, median, low, high }, index) => (
          <g key={name} transform={`translate(0,${index * rowHeight + rowHeight / 2})`}>
            <text x={-12} y={4} textAnchor="end" className="chart-name">
              {name}
            </text>
            <rect
              x={x(low)}
              y={-5}
              width={Math.max(x(high) - x(low), 2)}
              height={10}
              className="spread"
            />
            <circle cx={x(median)} r={5.5} className="median" />
            <text x={x(high) + 10} y={4} className="chart-value">
              {round(median)} {unit}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}

/** Counts as bars, the largest across the whole width. */
export function Counts({
  rows,
  width,
}: {
  readonly rows: readonly {
    readonly name: string;
    readonly count: number;
    readonly share: string;
  }[];
  readonly width: number;
}) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const inner = Math.max(width - nameWidth - 100, 100);
  const x = scaleLinear({ domain: [0, most], range: [0, inner] });
  return (
    <svg
      width={width}
      height={rows.length * rowHeight}
      role="img"
      aria-label={rows.map(({ name, count }) => `${name}: ${count}`).join('; ')}
    >
      {rows.map(({ name, count, share }, index) => (
        <g key={name} transform={`translate(${nameWidth},${index * rowHeight + rowHeight / 2})`}>
          <text x={-12} y={4} textAnchor="end" className="chart-name">
            {name}
          </text>
          <rect y={-8} width={Math.max(x(count), 2)} height={16} rx={2} className="count" />
          <text x={x(count) + 8} y={4} className="chart-value">
            {count} <tspan className="chart-small">{share}</tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}

function spoken(unit: string) {
  return ({ name, median, low, high, count }: Spread): string =>
    `${name}: median ${round(median)} ${unit}, most between ${round(low)} and ${round(high)}, of ${count}`;
}

/** Days without decimals that mean nothing. */
export function round(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/[.]0$/, '') : value.toFixed(0);
}
