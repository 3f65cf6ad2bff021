import { randomBytes } from 'node:crypto';
import { type Caller, rolesAt } from '#access/caller.js';
import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import type { PartnerRegistry, Site } from '#partners/registry.js';
import { products, sliceFor } from '#products/products.js';
import type { Accepted, Enrolments } from '#register/enrolments.js';
import { contentHash } from '../http/idempotency-key.js';
import { ProblemError } from '../problems/problem-error.js';
import type { JourneyWorkflows } from './journey-workflows.js';

const identifierBytes = 26;

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
    return accepted;
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
    const { siteId, product, indication, studyId, referralId } = body;
    const { registry, environment, now } = this.ports;
    if (!products().some(({ id }) => id === product)) {
      throw new ProblemError('unknown-product');
    }
    const enrolledAt = toInstant(now());
    const { jurisdiction } = site;
    return {
      journeyId: journeyIdentifier(randomBytes(identifierBytes)),
      environment,
      programme: body.programme,
      ...(studyId === undefined ? {} : { studyId }),
      ...(referralId === undefined ? {} : { referralId }),
      course: 1,
      previousJourneyId: null,
      sites: { treating: siteId, collection: siteId },
      zone: site.zone,
      jurisdiction,
      siteQualified: site.qualifiedFor.includes(product),
      identityRecorded: true,
      indication,
      product,
      diseaseStatus: body.diseaseStatus,
      ageYears: body.ageYears,
      weightKg: body.weightKg,
      priorLines: body.priorLines,
      rules: sliceFor({ product, indication, jurisdiction, date: enrolledAt }),
      partners: registry.partnersFor(siteId, product),
      enrolledBy: { id: caller.subject, role: 'coordinator' },
      enrolledAt,
    };
  }
}
