import type { Database } from '#database/database.js';

/** What is known of a journey outside Temporal, which forgets closed ones after a while. */
export type Standing = 'unknown' | 'open' | 'closed';

/** Looks a journey up; rejects when that is not possible now. */
export type StandingOf = (journeyId: string) => Promise<Standing>;

/** Looks journeys up among those enrolled: one that is not closed there and unknown to Temporal was lost, not ended. */
export function enrolledJourneys(database: Database): StandingOf {
  return async (journeyId) => {
    const found = await database
      .selectFrom('register.enrolment as enrolment')
      .leftJoin('read_model.journey as journey', 'journey.journey_id', 'enrolment.journey_id')
      .select('journey.stage')
      .where('enrolment.journey_id', '=', journeyId)
      .executeTakeFirst();
    if (found === undefined) return 'unknown';
    return found.stage === 'closed' ? 'closed' : 'open';
  };
}
