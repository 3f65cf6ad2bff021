import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';

/** One reading: when and how much. */
export type Reading = { readonly at: number; readonly value: number };

/** A limit with the side on which it is crossed. */
export type Limit = {
  readonly value: number;
  readonly beyond: 'above' | 'below';
  readonly words: string;
};

/** One measured quantity over time: points, those beyond the limit as triangles, and the limit with its words. */
export function Lane({
  readings,
  x,
  width,
  height,
  limit,
  digits,
}: {
  readonly readings: readonly Reading[];
  /** From an instant to pixels. */
  readonly x: (at: number) => number;
  readonly width: number;
  readonly height: number;
  readonly limit?: Limit | undefined;
  readonly digits: number;
}) {
  const values = readings.map(({ value }) => value);
  const all = limit === undefined ? values : [...values, limit.value];
  const margin = (Math.max(...all) - Math.min(...all)) * 0.15 || 1;
  const y = scaleLinear({
    domain: [Math.min(...all) - margin, Math.max(...all) + margin],
    range: [height - 4, 4],
  });
  const isBeyond = ({ value }: Reading): boolean =>
    limit !== undefined && (limit.beyond === 'above' ? value >= limit.value : value < limit.value);
  const highest = readings.toSorted((a, b) => b.value - a.value)[0];
  const lowest = readings.toSorted((a, b) => a.value - b.value)[0];
  const worst = limit?.beyond === 'below' ? lowest : highest;
  const edge = limit === undefined ? 0 : y(limit.value);
  return (
    <g>
      <rect width={width} height={height} className="lane" />
      {limit !== undefined && (
        <>
          <rect
            y={limit.beyond === 'above' ? 0 : edge}
            width={width}
            height={limit.beyond === 'above' ? edge : height - edge}
            className="lane-beyond"
          />
          <line x2={width} y1={edge} y2={edge} className="lane-limit" />
          <text x={width - 4} y={edge - 4} textAnchor="end" className="chart-small tone-due">
            {limit.words}
          </text>
        </>
      )}
      <LinePath
        data={[...readings]}
        x={({ at }) => x(at)}
        y={({ value }) => y(value)}
        className="lane-line"
      />
      {readings.map((reading) =>
        isBeyond(reading) ? (
          <path
            key={reading.at}
            d={`M${x(reading.at)} ${y(reading.value) - 5}l5 9h-10z`}
            className="lane-point beyond"
          />
        ) : (
          <circle
            key={reading.at}
            cx={x(reading.at)}
            cy={y(reading.value)}
            r={2.5}
            className="lane-point"
          />
        ),
      )}
      {worst !== undefined && (
        <text
          x={Math.min(Math.max(x(worst.at), 14), width - 14)}
          y={y(worst.value) + (limit?.beyond === 'below' ? 15 : -8)}
          textAnchor="middle"
          className="chart-value"
        >
          {worst.value.toFixed(digits)}
        </text>
      )}
    </g>
  );
}
