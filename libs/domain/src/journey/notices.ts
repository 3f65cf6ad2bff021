import { alertRaised } from './alert.js';
import { holdLifted, holdPlaced } from './hold.js';
import type { RecordDraft } from './record.js';
import type { JourneyState } from './state.js';

/**
 * A recalled lot holds every journey that touched it, whatever is to be done with it, until quality has looked and lifts
 * the hold, or the recall is taken back; a recall that asks for something else than before, or is corrected, holds it again.
 */
export function recalled(state: JourneyState): readonly RecordDraft[] {
  const lifted = state.holds
    .filter(({ kind, about }) => kind === 'recall' && about !== null && !(about in state.recalls))
    .map(({ kind, about }) => holdLifted(kind, about));
  return [...lifted, ...recallsToSee(state)];
}

function recallsToSee(state: JourneyState): readonly RecordDraft[] {
  return Object.entries(state.recalls).flatMap(([recallId, { action, evidence }]) => {
    const severity = action === 'watch' ? 'today' : 'immediate';
    const word = `${recallId}/${action}/${evidence.eventId}`;
    const alert = alertRaised('lot-recalled', word, severity);
    if (state.alerts.some(({ alertId }) => alertId === alert.detail?.['alertId'])) return [];
    const isHeld = state.holds.some(({ kind, about }) => kind === 'recall' && about === recallId);
    return [...(isHeld ? [] : [holdPlaced('recall', recallId)]), alert];
  });
}

/** A journey stands still while a site of it may not treat; patients who were infused stay monitored. */
export function suspendedSites(state: JourneyState): readonly RecordDraft[] {
  const { siteStandings } = state;
  const sites = Object.values(state.enrolment.sites);
  const suspended = [...new Set(sites)].filter((site) => siteStandings[site]?.isSuspended === true);
  const held = state.holds.filter(({ kind }) => kind === 'site-suspended');
  const placed = suspended.flatMap((site) =>
    held.some(({ about }) => about === site)
      ? []
      : [
          holdPlaced('site-suspended', site),
          alertRaised(
            'site-suspended',
            `${site}/${siteStandings[site]?.evidence.eventId}`,
            'today',
          ),
        ],
  );
  const lifted = held
    .filter(({ about }) => about !== null && !suspended.includes(about))
    // A reinstatement of a wrong clock lifts nothing.
    .filter(({ about }) => siteStandings[about ?? '']?.evidence.clockSuspect !== true)
    .map(({ kind, about }) => holdLifted(kind, about));
  return [...placed, ...lifted];
}
