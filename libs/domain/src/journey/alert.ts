import type { DetailOf } from './record-detail.js';
import { type RecordDraft, system } from './record.js';
import type { JourneyState } from './state.js';

/** The level of the on-call list at which everybody on it is called. */
export const highestLevel = 3;

/**
 * The record that alerts people to something, once per kind and subject; raised again it is the same alert, grown worse or
 * unanswered. What harms at once goes along the on-call list: the first on it, then the next, then all.
 */
export function alertRaised(
  kind: string,
  about: string,
  severity: 'immediate' | 'today',
  level = 1,
): RecordDraft {
  const detail: DetailOf['alert.raised'] = {
    alertId: `${kind}/${about}`,
    kind,
    severity,
    about,
    level,
  };
  return { type: 'alert.raised', actor: system, detail };
}

/** The records that ask people at once to look into something, with an alert; none when they were asked before. */
export function reviewRaised(
  state: JourneyState,
  kind: string,
  subject: string,
): readonly RecordDraft[] {
  const about = `${kind}/${subject}`;
  const alert = alertRaised(kind, about, 'immediate');
  if (state.alerts.some(({ alertId }) => alertId === alert.detail?.['alertId'])) return [];
  const detail: DetailOf['review.requested'] = { reviewId: about, about };
  return [{ type: 'review.requested', actor: system, detail }, alert];
}
