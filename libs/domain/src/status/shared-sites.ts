import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore } from '../time/instant.js';
import { endOfValidity } from '../time/stated-date.js';

/** A site that sees the journey beside those that take part in it; `until` is null where no end was decided. */
export type SharedSite = { readonly siteId: string; readonly until: Instant | null };

/** The sites with which a journey is shared at an instant; of each the last decision counts. */
export function sharedSitesOf({ decisions }: JourneyState, now: Instant): readonly SharedSite[] {
  const shared = new Map<string, SharedSite>();
  for (const { type, data } of decisions) {
    if (type !== 'share-with-site') continue;
    const siteId = String(data['siteId']);
    const { until } = data;
    shared.set(siteId, { siteId, until: typeof until === 'string' ? endOfValidity(until) : null });
  }
  return [...shared.values()].filter(({ until }) => until === null || isBefore(now, until));
}
