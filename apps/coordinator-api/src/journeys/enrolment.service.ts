import { type Caller, rolesAt } from '#access/caller.js';
import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import type { PartnerRegistry, Site } from '#partners/registry.js';
import { firstEnrolment } from '#products/enrolment.js';
import type { Accepted, Enrolments } from '#register/enrolments.js';
import { contentHash } from '../http/idempotency-key.js';
import { ProblemError } from '../problems/problem-error.js';
import type { JourneyWorkflows } from './journey-workflows.js';

/** What enrolling depends on; `now` is journey time in epoch milliseconds. */
export type EnrolmentPorts = {
  readonly enrolments: Enrolments;
  readonly workflows: JourneyWorkflows;
  readonly registry: PartnerRegistry;
  readonly environment: Enrolment['environment'];
  readonly now: () => number;
  readonly logger: Logger;
};

/** Enrols patients: once per idempotency key, durable before it is answered, started at once or soon after. */
export class EnrolmentService {
  constructor(private readonly ports: EnrolmentPorts) {}

  /** @throws ProblemError when the site, product or rules are unknown or the caller is no coordinator there. */
  async enrol(caller: Caller, idempotencyKey: string, body: EnrolmentRequest): Promise<Accepted> {
    const site = this.siteOf(caller, body.siteId);
    const accepted = await this.ports.enrolments.accept({
      subject: caller.subject,
      idempotencyKey,
      bodyHash: contentHash(body),
      enrolment: this.enrolment(caller, site, body),
      patient: body.patient,
    });
    if (!accepted.isStarted) await this.startNowOrLater(accepted.enrolment);
    if (accepted.how === 'known-referral') await this.tellIdentity(caller, accepted.enrolment);
    return accepted;
  }

  /** A journey that its referral began learns that the vault knows its patient now. */
  private async tellIdentity(caller: Caller, enrolment: Enrolment): Promise<void> {
    const { journeyId, identityRecorded, probableDuplicateOf } = enrolment;
    if (identityRecorded) return;
    await this.ports.workflows.tellIdentityRecorded(journeyId, {
      by: { id: caller.subject, role: 'coordinator' },
      signatures: [],
      ...(probableDuplicateOf === undefined ? {} : { probableDuplicateOf }),
    });
  }

  /** Starts the workflow of an accepted enrolment and remembers it. */
  async start(enrolment: Enrolment): Promise<void> {
    await this.ports.workflows.start(enrolment);
    await this.ports.enrolments.markStarted(enrolment.journeyId);
  }

  private async startNowOrLater(enrolment: Enrolment): Promise<void> {
    try {
      await this.start(enrolment);
    } catch (error) {
      // The enrolment is durable: the sweep starts it as soon as Temporal answers again.
      const { journeyId } = enrolment;
      this.ports.logger.warn({ err: error, journeyId }, 'a journey will be started later');
    }
  }

  private siteOf(caller: Caller, siteId: string): Site {
    const site = this.ports.registry.siteById(siteId);
    if (site === undefined) throw new ProblemError('unknown-site');
    if (!rolesAt(caller, siteId).includes('coordinator')) {
      throw new ProblemError('forbidden', {
        detail: 'Patients are enrolled by a coordinator of the treating site.',
      });
    }
    return site;
  }

  private enrolment(caller: Caller, site: Site, body: EnrolmentRequest): Enrolment {
    const { studyId, referralId, indication, product, diseaseStatus } = body;
    const { programme, ageYears, weightKg, priorLines } = body;
    const { registry, environment, now } = this.ports;
    return firstEnrolment({
      programme,
      ...(studyId === undefined ? {} : { studyId }),
      ...(referralId === undefined ? {} : { referralId }),
      indication,
      product,
      diseaseStatus,
      ageYears,
      weightKg,
      priorLines,
      environment,
      site,
      identityRecorded: true,
      partnersFor: (siteId, wanted) => registry.partnersFor(siteId, wanted),
      enrolledBy: { id: caller.subject, role: 'coordinator' },
      enrolledAt: toInstant(now()),
    });
  }
}
