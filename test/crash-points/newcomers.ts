import { setTimeout as pause } from 'node:timers/promises';
import { Accounts } from '../../apps/partner-simulator/src/people/accounts.js';
import { CoordinatorApi } from '../../apps/partner-simulator/src/people/coordinator-api.js';
import type { StackAddresses } from '../../apps/local-stack/src/stack/addresses.js';
import type { Observer } from '../chaos/observer.js';

const site = 'northgate';
const everyMs = 10_000;
/** More would only make the look at the end long. */
const most = 60;

/** Patients whom a coordinator enrols one after the other, asking again under the same key until there is an answer. */
export class Newcomers {
  private readonly api: CoordinatorApi;
  /** The referrals that were answered. */
  private readonly enrolled: string[] = [];

  constructor({ apiUrl, issuer }: StackAddresses) {
    this.api = new CoordinatorApi(apiUrl, new Accounts(issuer));
  }

  /** Enrols at most sixty, while somebody is to come, until `signal` aborts and the last is answered. */
  async run(isToCome: () => boolean, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.count < most) {
      if (isToCome()) await this.enrolNext();
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  get count(): number {
    return this.enrolled.length;
  }

  /** The referrals that do not stand for exactly one journey. */
  async wrong(observer: Observer): Promise<readonly string[]> {
    const counts = await Promise.all(
      this.enrolled.map(async (referral) => ({
        referral,
        count: await observer.countOf(referral),
      })),
    );
    return counts.filter(({ count }) => count !== 1).map(({ referral }) => referral);
  }

  private async enrolNext(): Promise<void> {
    const referral = `REF-CRASH-${this.enrolled.length + 1}`;
    for (;;) {
      try {
        await this.api.enrol(enrolmentOf(referral), `crash-points-enrol-${referral}`);
        this.enrolled.push(referral);
        return;
      } catch {
        await pause(200);
      }
    }
  }
}

function enrolmentOf(referralId: string): Parameters<CoordinatorApi['enrol']>[0] {
  return {
    referralId,
    siteId: site,
    indication: 'lbcl',
    product: 'tisagenlecleucel',
    diseaseStatus: 'relapsed',
    ageYears: 60,
    weightKg: 75,
    priorLines: 2,
    programme: 'commercial',
    patient: {
      name: `Crash Canary-${referralId}`,
      birthDate: '1966-01-01',
      recordNumber: `CANARY-${referralId}`,
    },
  };
}
