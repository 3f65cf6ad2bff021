import type { Database } from '#database/database.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import {
  type Accepted,
  byReferral,
  insertEnrolment,
  markStarted,
  referralKey,
  told,
} from './enrolment-rows.js';

/** A referral by which a journey begins before anybody says who the patient is; `source` is the clinic's. */
export type NewReferral = {
  readonly source: string;
  readonly bodyHash: string;
  readonly enrolment: Enrolment & { readonly referralId: string };
};

/** The journeys that began because a clinic referred a patient. */
export class EnrolledReferrals {
  constructor(private readonly database: Database) {}

  /** Remembers a journey that begins by a referral; a referral that is known has its journey already. */
  async accept({ source, bodyHash, enrolment }: NewReferral): Promise<Accepted> {
    const key = referralKey(enrolment);
    const idempotencyKey = `patient.referred/${key}`;
    const wanted = { subject: source, idempotencyKey, bodyHash, enrolment };
    if (await insertEnrolment(this.database, wanted)) {
      return { how: 'new', enrolment, isStarted: false };
    }
    const known = await this.find(enrolment.sites.treating, enrolment.referralId);
    if (known === undefined) throw new Error('a referral met neither its key nor itself');
    return known;
  }

  /** The journey that a referral of a site has, if any. */
  async find(siteId: string, referralId: string): Promise<Accepted | undefined> {
    const key = referralKey({ referralId, sites: { treating: siteId } });
    const row = await byReferral(this.database, key);
    return row === undefined ? undefined : { how: 'known-referral', ...told(row) };
  }

  /** Remembers that the workflow of a journey runs. */
  async markStarted(journeyId: string): Promise<void> {
    await markStarted(this.database, journeyId);
  }
}
