import type { Database } from '#database/database.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { byKey, insertEnrolment, markStarted, told } from './enrolment-rows.js';

/** Another course of a patient, which says whose course it follows. */
export type NewCourse = Enrolment & { readonly previousJourneyId: string };

/** Who the patient of a journey is, given to another journey of the same; inside a transaction of the caller. */
export type IdentityCopier = (
  transaction: Database,
  copy: { readonly from: string; readonly to: string; readonly by: string },
) => Promise<void>;

/** The journeys that began because another course of a patient was decided. */
export class EnrolledCourses {
  constructor(
    private readonly database: Database,
    private readonly copyIdentity: IdentityCopier,
  ) {}

  /** Remembers a course and who its patient is together or not at all, once for ever; answers whether it is started. */
  async accept(enrolment: NewCourse): Promise<{ readonly isStarted: boolean }> {
    const { journeyId, previousJourneyId, enrolledBy } = enrolment;
    const subject = `urn:v2v:journey:${previousJourneyId}`;
    const idempotencyKey = 'start-new-course';
    return this.database.transaction().execute(async (transaction) => {
      const row = { subject, idempotencyKey, bodyHash: journeyId, enrolment };
      if (await insertEnrolment(transaction, row)) {
        const copy = { from: previousJourneyId, to: journeyId, by: enrolledBy.id };
        await this.copyIdentity(transaction, copy);
        return { isStarted: false };
      }
      const known = await byKey(transaction, subject, idempotencyKey);
      if (known === undefined) throw new Error('a course met neither its key nor itself');
      return { isStarted: told(known).isStarted };
    });
  }

  /** Remembers that the workflow of a course runs. */
  async markStarted(journeyId: string): Promise<void> {
    await markStarted(this.database, journeyId);
  }
}
