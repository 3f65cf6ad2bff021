import type { Enrolment } from './enrolment.js';
import type { JourneyState } from './state.js';

/**
 * The rules a journey runs under and who takes part in it: what a decision changes that selects another product, adopts other
 * rules or moves the patient to another site. The edge looks it up and hands it over with the decision.
 */
export type Arrangement = Pick<
  Enrolment,
  | 'rules'
  | 'product'
  | 'indication'
  | 'sites'
  | 'zone'
  | 'jurisdiction'
  | 'siteQualified'
  | 'partners'
>;

/** A journey under another arrangement; the stages it has left keep what was decided in them. */
export function arrangedState(
  state: JourneyState,
  { rules, ...takingPart }: Arrangement,
): JourneyState {
  return { ...state, rules, enrolment: { ...state.enrolment, ...takingPart } };
}
