import { StatusWord } from '../status/status-word.js';
import { texts } from '../words/texts.js';

const shown = ['current', 'waiting', 'blocked', 'due', 'hold', 'overdue'] as const;

/** What the track's signs mean. */
export function Legend() {
  const { legend } = texts.track;
  return (
    <div className="legend small">
      <span className="word">
        <span className="legend-bar" /> {legend.done}
      </span>
      {shown.map((status) => (
        <StatusWord key={status} status={status} />
      ))}
      <span className="word">
        <span className="legend-line" /> {legend.planned}
      </span>
    </div>
  );
}
