import { texts } from '../words/texts.js';

const { legend } = texts.plan;
const looks = {
  was: 'plan-was',
  would: 'plan-bar moved',
  broken: 'plan-bar broken',
  wish: 'plan-bar wish',
};

/** What the bars of the chain mean. */
export function PlanLegend() {
  return (
    <span className="row wrap small secondary">
      {Object.entries(looks).map(([name, look]) => (
        <span key={name} className="word">
          <svg width={20} height={14} aria-hidden>
            <rect x={1} y={1} width={18} height={12} rx={3} className={look} />
          </svg>
          {legend[name as keyof typeof legend]}
        </span>
      ))}
    </span>
  );
}
