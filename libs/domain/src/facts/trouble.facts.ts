import type { Evidence, JourneyState, TroubleKind } from '../journey/state.js';
import { type FactRules, latestUnder } from './fact.js';

/** The state with something that somebody has to look at, once per subject. */
export function withTrouble(
  state: JourneyState,
  kind: TroubleKind,
  about: string,
  evidence: Evidence,
): JourneyState {
  return {
    ...state,
    troubles: latestUnder(state.troubles, `${kind}/${about}`, { kind, evidence }),
  };
}

/** What partners report that changes no date and no thing, and that people have to know of. */
export const troubleFacts: FactRules<
  | 'disease.progressed'
  | 'shipment.telemetry-lost'
  | 'manufacturing.paused'
  | 'manufacturing.resumed'
> = {
  'disease.progressed': {
    apply: (state, { at, evidence }) => withTrouble(state, 'disease-progressed', at, evidence),
  },
  'shipment.telemetry-lost': {
    apply: (state, { data: { shipmentId, deviceId }, evidence }) =>
      withTrouble(state, 'telemetry-lost', `${shipmentId}/${deviceId}`, evidence),
  },
  'manufacturing.paused': {
    apply: (state, { data: { batchId }, evidence }) =>
      withTrouble(state, 'manufacturing-paused', batchId, evidence),
  },
  // What goes on again was told when it stopped; the journal has both.
  'manufacturing.resumed': { apply: (state) => state },
};
