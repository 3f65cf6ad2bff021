import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import type { Authorization, JourneyState } from '../journey/state.js';
import { type Instant, plusHours } from '../time/instant.js';
import { requestDraft } from './request-plan.js';

/** The records that take authorisations back and tell the clinic of each. */
export function withdrawalOf(
  state: JourneyState,
  authorizations: readonly Authorization[],
  now: Instant,
): readonly RecordDraft[] {
  return authorizations.flatMap(({ kind, requestId }) => {
    const told = requestDraft(state, {
      type: kind.replace('authorized', 'authorization-withdrawn'),
      purpose: `withdraw/${requestId}`,
      to: 'clinic',
      dueAt: plusHours(now, 1),
      data: { withdraws: requestId },
    });
    const detail: DetailOf['request.withdrawn'] = { type: kind, requestId };
    return [{ type: 'request.withdrawn', actor: system, detail }, ...(told === null ? [] : [told])];
  });
}
