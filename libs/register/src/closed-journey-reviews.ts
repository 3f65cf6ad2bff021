import type { Database } from '#database/database.js';

/** Why people have to look into a journey that has closed. */
export type ClosedJourneyReviewKind = 'event' | 'recall' | 'identity-mismatch';

/** What people have to look into; `about` names it within its kind, once for ever; `raisedAt` is wall time. */
export type ClosedJourneyReview = {
  readonly id: number;
  readonly journeyId: string;
  readonly kind: ClosedJourneyReviewKind;
  readonly about: string;
  readonly raisedAt: string;
};

/** What somebody found when they looked into it. */
export type ReviewAnswer = {
  readonly by: string;
  readonly finding: string;
  readonly reason: string;
};

const reopened = 'reopened';

/** What came for journeys that have closed and can be told nothing: a task of people, never silence. */
export class ClosedJourneyReviews {
  constructor(private readonly database: Database) {}

  /** Asks people to look into something, once. */
  async raise({
    journeyId,
    kind,
    about,
  }: Pick<ClosedJourneyReview, 'journeyId' | 'kind' | 'about'>): Promise<void> {
    await this.database
      .insertInto('register.closed_journey_review')
      .values({
        journey_id: journeyId,
        kind,
        about,
        raised_at: new Date().toISOString(),
        answered_at: null,
        answered_by: null,
        finding: null,
        reason: null,
      })
      .onConflict((conflict) =>
        // What was to be told to a journey that runs again, and met it closed once more, is not answered.
        conflict
          .columns(['journey_id', 'kind', 'about'])
          .doUpdateSet({ answered_at: null, answered_by: null, finding: null, reason: null })
          .where('register.closed_journey_review.finding', '=', reopened),
      )
      .execute();
  }

  /** What nobody has looked into yet, the oldest first; of one journey where one is named. */
  async open(journeyId?: string): Promise<readonly ClosedJourneyReview[]> {
    const rows = await this.database
      .selectFrom('register.closed_journey_review')
      .select(['id', 'journey_id', 'kind', 'about', 'raised_at'])
      .where('answered_at', 'is', null)
      .$if(journeyId !== undefined, (query) => query.where('journey_id', '=', journeyId ?? ''))
      .orderBy('id')
      .execute();
    return rows.map(({ id, journey_id, kind, about, raised_at: raisedAt }) => ({
      id,
      journeyId: journey_id,
      kind: kind as ClosedJourneyReviewKind,
      about,
      raisedAt,
    }));
  }

  /** Notes what was found; undefined when there is no such review that is open. */
  async answer(id: number, answer: ReviewAnswer): Promise<ClosedJourneyReview | undefined> {
    const review = (await this.open()).find((one) => one.id === id);
    if (review === undefined) return undefined;
    await this.database
      .updateTable('register.closed_journey_review')
      .set(answered(answer))
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .execute();
    return review;
  }

  /** A journey that was opened again is told for itself what was kept for it. */
  async reopened(journeyId: string): Promise<void> {
    await this.database
      .updateTable('register.closed_journey_review')
      .set(answered({ by: 'urn:v2v:journey', finding: reopened, reason: 'journey.reopened' }))
      .where('journey_id', '=', journeyId)
      .where('answered_at', 'is', null)
      .execute();
  }
}

function answered({ by, finding, reason }: ReviewAnswer) {
  return { answered_at: new Date().toISOString(), answered_by: by, finding, reason };
}
