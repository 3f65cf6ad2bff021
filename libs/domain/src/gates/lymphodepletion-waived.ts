import { decisionInForce, type JourneyState } from '../journey/state.js';
import { type LeucocyteCount, mayBeOmitted } from '../rules/lymphodepletion.js';
import { type Instant, plusDays } from '../time/instant.js';
import { cellsPerMicrolitre } from '../toxicity/cell-count.js';

/** The latest count of leucocytes; undefined while none was told, or none that can be compared. */
export function leucocytes({ screening }: JourneyState): LeucocyteCount | undefined {
  const result = screening['wbc'];
  if (result?.value === undefined || result.comparator === '>') return undefined;
  const count = cellsPerMicrolitre(result.value, result.unit);
  return count === undefined
    ? undefined
    : { perMicrolitre: count, collectedAt: result.collectedAt };
}

/** Whether the product allows to go on without lymphodepletion at an instant, by the patient's leucocytes. */
export function mayBeWaived(state: JourneyState, at: Instant): boolean {
  return mayBeOmitted(state.rules.lymphodepletion.omission, leucocytes(state), at);
}

/** From when until when an infusion without lymphodepletion may begin; null where none was waived. */
export function waivedWindow(
  state: JourneyState,
): { readonly from: Instant; readonly until: Instant } | null {
  const waived = decisionInForce(state, 'waive-lymphodepletion');
  const { omission } = state.rules.lymphodepletion;
  const count = leucocytes(state);
  if (waived === undefined || omission === undefined || count === undefined) return null;
  return { from: waived.at, until: plusDays(count.collectedAt, omission.withinDays) };
}
