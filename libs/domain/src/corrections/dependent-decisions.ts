import { decisionRule } from '../decisions/decision-table.js';
import { evaluate } from '../gates/gates.js';
import { holdPlaced } from '../journey/hold.js';
import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import { isInfused, type JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { reviewAsked } from './review.js';

/** How a fact changed after people had decided on it. */
export type Change = 'corrected' | 'retracted' | 'overruled';

/** Decisions that gate material, product or drug: while their ground is in doubt nothing moves. */
const moving: readonly string[] = [
  'accept-low-yield',
  'order-remanufacture',
  'dispose-excursion',
  'authorize-lymphodepletion',
  'verify-product-identity',
  'authorize-infusion',
];

/**
 * What follows when a fact changes that signed decisions in force rest on: a deviation and a review of each, and a hold while
 * material, product or drug can still move. The decisions stand.
 */
export function deviations(
  state: JourneyState,
  eventIds: readonly string[],
  change: Change,
): readonly RecordDraft[] {
  const dependent = state.decisions.filter(({ restsOn = [] }) =>
    eventIds.some((id) => restsOn.includes(id)),
  );
  const [about] = eventIds;
  if (about === undefined || dependent.length === 0) return [];
  const isHeld =
    !isInfused(state) &&
    dependent.some(({ type }) => moving.includes(type)) &&
    !state.holds.some((hold) => hold.kind === 'deviation' && hold.about === about);
  return [
    ...dependent.flatMap(({ type, sequence }) => {
      const detail: DetailOf['deviation.raised'] = {
        kind: `ground-${change}`,
        about: `${type}/${sequence}/${about}`,
      };
      return [
        { type: 'deviation.raised', actor: system, detail },
        ...reviewAsked(state, `deviation/${sequence}/${about}`, !isInfused(state)),
      ];
    }),
    ...(isHeld ? [holdPlaced('deviation', about)] : []),
  ];
}

/** The requirements of a decision's gate that are not met. */
export function unmetFor(state: JourneyState, type: string, now: Instant): readonly string[] {
  const { meets, needs } = decisionRule(type) ?? {};
  if (meets === undefined || needs === undefined) return [];
  return evaluate(meets.gate, state, now)
    .requirements.filter(
      (one) =>
        !one.met &&
        one.id !== meets.requirement &&
        (needs === 'all-others' || needs.includes(one.id)),
    )
    .map((one) => one.id);
}
