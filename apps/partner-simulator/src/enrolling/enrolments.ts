import { setTimeout as after } from 'node:timers/promises';
import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import type { Persistence } from '#kafka/persistence.js';
import type { Logger } from '#observability/logger.js';
import type { Agenda } from '../agenda/agenda.js';
import { type Referral, referralNumber } from '../journeys/referral.js';
import { simulatedPatient } from '../journeys/simulated-patients.js';
import { type CoordinatorApi, NotTakenError } from '../people/coordinator-api.js';
import { simulatorMetrics } from '../simulator-metrics.js';
import type { StoryPartner } from '../story/partner-request.js';
import type { Placement } from '../story/patient.js';
import { days, hours } from '../story/planned-event.js';
import { randomOf } from '../story/random.js';
import { referralEvent } from './referral-event.js';

const enrolledWithinDays = 7;
const hoursBetweenPatients = 9;

/** What enrolling depends on; `wallAt` gives the wall time of a journey time, both in epoch milliseconds. */
export type EnrolmentPorts = {
  readonly api: Pick<CoordinatorApi, 'isEnrolled' | 'enrol'>;
  readonly agenda: Pick<Agenda, 'plan'>;
  readonly clinicOf: (placement: Pick<Placement, 'siteId' | 'product'>) => StoryPartner;
  readonly placements: readonly [Placement, ...Placement[]];
  readonly persistence: Persistence;
  readonly now: () => number;
  readonly wallAt: (journeyMs: number) => number;
  readonly seed: number;
  readonly patients: number;
  /** How many of them their clinic refers by event instead, as a proportion from 0 to 1. */
  readonly referrals: number;
  readonly logger: Logger;
};

/** How long after the start each patient comes, in journey milliseconds: spread over at most a week. */
export function arrivals(seed: number, patients: number): readonly number[] {
  const spread = Math.min(days(enrolledWithinDays), patients * hours(hoursBetweenPatients));
  return Array.from({ length: patients }, (_, index) => {
    const share = (index + randomOf(seed, 'arrival', index).next()) / patients;
    return Math.round(spread * share);
  });
}

/** Enrols the patients of the run one after the other, or has them referred, each once however often the simulator starts. */
export class Enrolments {
  constructor(private readonly ports: EnrolmentPorts) {}

  /** Returns when every patient is enrolled or `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { seed, patients, now, wallAt, persistence } = this.ports;
    const begun = now();
    for (const [index, later] of arrivals(seed, patients).entries()) {
      const referral = { seed, index };
      const isKnown = await persistence.untilDone('to look for a patient', () =>
        this.ports.api.isEnrolled(referralNumber(referral)),
      );
      if (isKnown.value) continue;
      const wait = Math.max(0, wallAt(begun + later) - Date.now());
      await after(wait, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      if (this.isReferred(referral)) this.refer(referral);
      else await persistence.untilDone('to enrol a patient', () => this.enrol(referral));
    }
  }

  private isReferred({ seed, index }: Referral): boolean {
    return randomOf(seed, 'referred', index).chance(this.ports.referrals);
  }

  private refer(referral: Referral): void {
    const { agenda, clinicOf, placements, now } = this.ports;
    const patient = simulatedPatient(referral, placements);
    agenda.plan([referralEvent(referral, patient, clinicOf(patient), now())]);
    simulatorMetrics.enrolled.inc();
  }

  private async enrol(referral: Referral): Promise<void> {
    const { api, placements, logger } = this.ports;
    const number = referralNumber(referral);
    try {
      await api.enrol(enrolmentOf(referral, placements), `simulator-enrols-${number}`);
      simulatorMetrics.enrolled.inc();
    } catch (error) {
      // Asking again would not help: the patient is missing, and this is where it is said.
      if (!(error instanceof NotTakenError)) throw error;
      logger.error({ err: error, referral: number }, 'a patient is not enrolled');
    }
  }
}

function enrolmentOf(
  referral: Referral,
  placements: readonly [Placement, ...Placement[]],
): EnrolmentRequest {
  const patient = simulatedPatient(referral, placements);
  const { index: _, fate: _fate, cohort: _cohort, identity, ...facts } = patient;
  return {
    ...facts,
    programme: 'commercial',
    referralId: referralNumber(referral),
    patient: identity,
  };
}
