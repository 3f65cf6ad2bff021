import { statuses } from '../status/status.js';
import { stations, stationsOf, trackSentence, type TrackView } from './track-model.js';

const cell = 25;
const height = 30;
const middle = 15;
/** Bridging leaves after scheduling and rejoins before lymphodepletion. */
const siding = { from: stations.indexOf('scheduling'), to: stations.indexOf('lymphodepletion') };

/** The width of a compact track in pixels; heads of columns line up with it. */
export const compactWidth = cell * stations.length;

/** The vein-to-vein track as it stands in tables: equal cells, so that stages line up down the page. */
export function CompactTrack(view: TrackView) {
  const places = stationsOf({ ...view, isAllocated: false });
  const ended = places.findLastIndex(({ place }) => place === 'done');
  const due = view.deadlineIn === undefined ? -1 : stations.indexOf(view.deadlineIn);
  return (
    <svg
      className="compact-track"
      width={compactWidth}
      height={height}
      viewBox={`0 0 ${compactWidth} ${height}`}
      role="img"
      aria-label={trackSentence(view)}
    >
      {places.map(({ stage, place }, index) => {
        const x = index * cell;
        if (place === 'here') return <Here key={stage} x={x} view={view} />;
        if (place === 'done')
          return (
            <rect
              key={stage}
              x={x + 2}
              y={middle - 3}
              width={cell - 4}
              height={6}
              rx={1.5}
              className="track-done"
            />
          );
        return (
          <line
            key={stage}
            x1={x + 4}
            x2={x + cell - 3}
            y1={middle}
            y2={middle}
            className={place === 'planned' ? 'track-planned' : 'track-after-end'}
          />
        );
      })}
      {view.stage === 'closed' && ended >= 0 && (
        <rect
          x={(ended + 1) * cell - 2}
          y={middle - 7}
          width={3}
          height={14}
          className="track-end"
        />
      )}
      {due >= 0 && <path d={`M${due * cell + 8} 0h9l-4.5 6z`} className="track-due" />}
      {view.bridging !== undefined && (
        <line
          x1={siding.from * cell + 12}
          x2={siding.to * cell + 12}
          y1={height - 2}
          y2={height - 2}
          className={`track-bridging track-bridging-${view.bridging}`}
        />
      )}
    </svg>
  );
}

function Here({ x, view }: { readonly x: number; readonly view: TrackView }) {
  const { icon: Icon, tone, cell: look } = statuses[view.status];
  return (
    <g className={`track-here tone-${tone}`}>
      <rect
        x={x + 1}
        y={middle - 9}
        width={24}
        height={18}
        rx={4}
        className={look === 'filled' ? 'track-cell filled' : `track-cell tint-${tone}`}
      />
      {view.mark === undefined ? (
        <Icon
          x={x + 7}
          y={middle - 6}
          size={12}
          stroke={2.5}
          className={look === 'filled' ? 'track-on' : ''}
        />
      ) : (
        <text
          x={x + 13}
          y={middle + 4}
          textAnchor="middle"
          className={look === 'filled' ? 'track-mark track-on' : 'track-mark'}
        >
          {view.mark}
        </text>
      )}
    </g>
  );
}
