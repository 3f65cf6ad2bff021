import { alertRaised } from '../journey/alert.js';
import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';

/** The records that ask people to look into something, once; they are paged only where they can still act. */
export function reviewAsked(
  state: JourneyState,
  about: string,
  isActionable: boolean,
): readonly RecordDraft[] {
  if (state.reviews.some(({ reviewId }) => reviewId === about)) return [];
  const detail: DetailOf['review.requested'] = { reviewId: about, about };
  return [
    { type: 'review.requested', actor: system, detail },
    ...(isActionable ? [alertRaised('review-requested', about, 'immediate')] : []),
  ];
}
