import { type Instant, isAtOrAfter, plusMinutes, toInstant } from '../time/instant.js';
import { alertRaised, highestLevel } from './alert.js';
import type { RecordDraft } from './record.js';
import type { Alert, JourneyState } from './state.js';

/** Minutes within which somebody has to answer what harms at once, before the next one is called. */
const minutesToAnswer = 5;

type Unanswered = { readonly alert: Alert; readonly level: number; readonly at: Instant };

/** The alerts that nobody has answered yet and that go on to somebody else, with when. Who answered has not yet acted. */
function unanswered({ alerts }: JourneyState, graceMs: number): readonly Unanswered[] {
  return alerts.flatMap((alert) => {
    const { level, severity, acknowledgedBy, raisedAt, repeatedAt = raisedAt } = alert;
    if (level === undefined || level >= highestLevel) return [];
    if (severity !== 'immediate' || acknowledgedBy !== null) return [];
    const at = toInstant(Date.parse(plusMinutes(repeatedAt, minutesToAnswer)) + graceMs);
    return [{ alert, level: level + 1, at }];
  });
}

/** When unanswered alerts go on. */
export function escalationsAt(state: JourneyState, graceMs: number): readonly Instant[] {
  return unanswered(state, graceMs).map(({ at }) => at);
}

/** The records by which alerts that nobody answered in time go on along the on-call list. */
export function escalated(
  state: JourneyState,
  now: Instant,
  graceMs: number,
): readonly RecordDraft[] {
  return unanswered(state, graceMs)
    .filter(({ at }) => isAtOrAfter(now, at))
    .map(({ alert: { alertId, kind }, level }) =>
      alertRaised(kind, alertId.slice(kind.length + 1), 'immediate', level),
    );
}
