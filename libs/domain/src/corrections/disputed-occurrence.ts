import type { EventName } from '../journey/record-detail.js';
import type { JourneyState } from '../journey/state.js';
import { tellingsOf } from '../occurrences/twin.js';

const prefix = 'occurrence/';

/** Whether a review asks which telling of an occurrence stands, raised when this event told it differently. */
export function isReviewOf(reviewId: string, eventId: string): boolean {
  return reviewId.startsWith(prefix) && reviewId.endsWith(`/${eventId}`);
}

/** The events between which a review lets people choose; none for a review about something else. */
export function tellingsInReview(state: JourneyState, reviewId: string): readonly EventName[] {
  if (!reviewId.startsWith(prefix)) return [];
  const [type = ''] = reviewId.slice(prefix.length).split('/');
  return tellingsOf(state, reviewId.slice(prefix.length + type.length + 1));
}
