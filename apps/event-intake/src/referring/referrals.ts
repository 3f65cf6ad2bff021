import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Fault, InboundEvent } from '#contracts/inbound/inbound-event.js';
import { sameIdentifier } from '#domain/identifiers/normalised-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { JourneyClock } from '#domain/time/clock.js';
import type { Instant } from '#domain/time/instant.js';
import { NoPartnersError, type PartnerRegistry, type Site } from '#partners/registry.js';
import { firstEnrolment, UnknownProductError } from '#products/enrolment.js';
import { NoRulesInForceError } from '#products/products.js';
import type { EnrolledReferrals } from '#register/enrolled-referrals.js';
import type { Accepted } from '#register/enrolment-rows.js';
import { startOnce } from '#temporal/start-once.js';
import { journeyStart, journeyWorkflowType } from '#workflows/journey/messages.js';
import type { Rejections } from '../rejecting/rejections.js';

/** What beginning journeys depends on; `now` is journey time. */
export type ReferralPorts = {
  readonly enrolments: EnrolledReferrals;
  readonly registry: PartnerRegistry;
  readonly temporal: Client;
  readonly rejections: Rejections;
  readonly environment: Enrolment['environment'];
  readonly clock: JourneyClock;
  readonly now: () => Instant;
};

/** The journey of a referral; or why there can be none. */
export type Referred = string | Fault;

type ReferralData = Pick<
  Enrolment,
  'indication' | 'diseaseStatus' | 'ageYears' | 'weightKg' | 'priorLines'
> & {
  readonly referralId: string;
  readonly siteId: string;
  readonly programme?: Enrolment['programme'];
  readonly requestedProduct?: string;
};

/** Whether an event refers a patient, under the name of the referral itself. */
export function isReferral({ type }: InboundEvent): boolean {
  return type === 'patient.referred';
}

/** Begins a journey for every referral, once for ever, and tells the clinic which. */
export class Referrals {
  constructor(private readonly ports: ReferralPorts) {}

  /** Returns when the journey is started and the clinic told; rejects when it may not be: it is to be repeated. */
  async journeyOf(event: InboundEvent): Promise<Referred> {
    // The schema of the type has checked this.
    const data = event.data as ReferralData;
    const { referralId, siteId } = data;
    if (!sameIdentifier(event.subject, referralId)) {
      return { reason: 'invalid-data', detail: '/data/referralId: expected that of /subject' };
    }
    const { enrolments, rejections } = this.ports;
    const known = (await enrolments.find(siteId, referralId)) ?? (await this.begin(event, data));
    if ('reason' in known) return known;
    const { journeyId } = known.enrolment;
    if (!known.isStarted) await this.start(known.enrolment);
    await rejections.tellEnrolled(event.source, referralId, journeyId);
    return journeyId;
  }

  private async begin(event: InboundEvent, data: ReferralData): Promise<Accepted | Fault> {
    const { registry, enrolments } = this.ports;
    const site = registry.siteById(data.siteId);
    if (site === undefined) {
      return { reason: 'invalid-data', detail: '/data/siteId: expected a registered site' };
    }
    try {
      const enrolment = this.enrolment(event, data, site);
      const bodyHash = createHash('sha256').update(JSON.stringify(data)).digest('hex');
      return await enrolments.accept({ source: event.source, bodyHash, enrolment });
    } catch (error) {
      if (!isUnavailableProduct(error)) throw error;
      return unavailable(data);
    }
  }

  private enrolment(
    { source }: InboundEvent,
    data: ReferralData,
    site: Site,
  ): Enrolment & { readonly referralId: string } {
    const { registry, environment, now } = this.ports;
    const { referralId, indication, diseaseStatus, ageYears, weightKg, priorLines } = data;
    const enrolment = firstEnrolment({
      environment,
      programme: data.programme ?? 'commercial',
      referralId,
      indication,
      product: data.requestedProduct,
      diseaseStatus,
      ageYears,
      weightKg,
      priorLines,
      site,
      partnersFor: (siteId, wanted) => registry.partnersFor(siteId, wanted),
      // Events never say who a patient is: somebody at the site will.
      identityRecorded: false,
      enrolledBy: { id: source, role: 'partner' },
      enrolledAt: now(),
    });
    return { ...enrolment, referralId };
  }

  private async start(enrolment: Enrolment): Promise<void> {
    const { temporal, clock, enrolments } = this.ports;
    await startOnce(temporal, journeyWorkflowType, journeyStart(enrolment, clock));
    await enrolments.markStarted(enrolment.journeyId);
  }
}

function unavailable({ requestedProduct }: ReferralData): Fault {
  const detail =
    requestedProduct === undefined
      ? '/data/indication: expected one for which a product is available'
      : '/data/requestedProduct: expected a product that is available for the indication at the site';
  return { reason: 'invalid-data', detail };
}

function isUnavailableProduct(error: unknown): boolean {
  return [UnknownProductError, NoRulesInForceError, NoPartnersError].some(
    (kind) => error instanceof kind,
  );
}
