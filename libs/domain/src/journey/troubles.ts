import { twiceLabelled } from '../gates/live-labels.js';
import { alertRaised } from './alert.js';
import type { DetailOf } from './record-detail.js';
import { type RecordDraft, system } from './record.js';
import { isInfused, type JourneyState, type TroubleKind } from './state.js';
import type { Severity } from './vocabulary.js';

/** How soon somebody has to look at a trouble. */
const severityOf: { readonly [kind in TroubleKind]: Exclude<Severity, 'planned'> } = {
  'disease-progressed': 'today',
  'shipment-lost': 'immediate',
  'shipment-damaged': 'immediate',
  'telemetry-lost': 'today',
  'manufacturing-paused': 'today',
  'bag-broken': 'immediate',
  'lymphodepletion-held': 'immediate',
};

/** Trouble on the way to the infusion is told to people once, before the patient is infused. */
export function troubles(state: JourneyState): readonly RecordDraft[] {
  if (isInfused(state)) return [];
  return Object.entries(state.troubles)
    .map(([about, { kind }]) => alertRaised(kind, about, severityOf[kind]))
    .filter(({ detail }) => !state.alerts.some(({ alertId }) => alertId === detail?.['alertId']));
}

/** A bag with two live labels is a deviation, raised once; it goes nowhere until one of them is void. */
export function doubledLabels(state: JourneyState): readonly RecordDraft[] {
  return twiceLabelled(state).flatMap((bagId) => {
    const alert = alertRaised('two-live-labels', bagId, 'immediate');
    if (state.alerts.some(({ alertId }) => alertId === alert.detail?.['alertId'])) return [];
    const detail: DetailOf['deviation.raised'] = { kind: 'two-live-labels', about: bagId };
    return [{ type: 'deviation.raised', actor: system, detail }, alert];
  });
}
