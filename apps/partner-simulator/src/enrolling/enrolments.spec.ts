import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import { enrolmentRequest } from '#contracts/http/enrolment.schema.js';
import { BackOff } from '#kafka/back-off.js';
import { Persistence } from '#kafka/persistence.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { placementsAt } from '../network/placements.js';
import { days, type PlannedEvent } from '../story/planned-event.js';
import { toCloudEvent } from '../publishing/cloud-event.js';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { arrivals, Enrolments } from './enrolments.js';

const logger = pino({ level: 'silent' });

/** Enrols once per key, as the API does; while it is away nobody is answered. */
class Register {
  readonly bodies = new Map<string, EnrolmentRequest>();
  failures = 0;

  isEnrolled(referralId: string): Promise<boolean> {
    return Promise.resolve(
      [...this.bodies.values()].some((body) => body.referralId === referralId),
    );
  }

  enrol(body: EnrolmentRequest, key: string): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('away'));
    }
    this.bodies.set(key, enrolmentRequest.parse(body));
    return Promise.resolve();
  }
}

const registry = new PartnerRegistry(demonstrationNetwork);

function run(
  register: Register,
  patients: number,
  { referrals = 0, referred = [] }: { referrals?: number; referred?: PlannedEvent[] } = {},
): Promise<void> {
  const enrolments = new Enrolments({
    api: register,
    agenda: { plan: (events) => referred.push(...events) },
    clinicOf: ({ siteId, product }) => registry.partnersFor(siteId, product).clinic,
    placements: placementsAt(registry.sites, undefined),
    persistence: new Persistence(logger, new BackOff(1, 2)),
    now: () => 0,
    wallAt: () => 0,
    seed: 3,
    patients,
    referrals,
    logger,
  });
  return enrolments.run(new AbortController().signal);
}

describe('enrolments', () => {
  it('are what the API takes, one for each patient', async () => {
    const register = new Register();
    await run(register, 6);
    const numbers = [...register.bodies.values()].map((body) => body.patient.recordNumber);
    expect(new Set(numbers).size).toBe(6);
  });

  it('are made when the API is back', async () => {
    const register = new Register();
    register.failures = 3;
    await run(register, 2);
    expect(register.bodies.size).toBe(2);
  });

  it('are the same after a restart, which enrols nobody twice', async () => {
    const register = new Register();
    await run(register, 3);
    const before = new Map(register.bodies);
    await run(register, 5);
    expect([...register.bodies].slice(0, 3)).toEqual([...before]);
    expect(register.bodies.size).toBe(5);
  });

  it('leave to their clinics whom these refer, in events that can be read and are the same every time', async () => {
    const register = new Register();
    const referred: PlannedEvent[] = [];
    await run(register, 12, { referrals: 0.5, referred });
    expect(register.bodies.size).toBeGreaterThan(0);
    expect(referred.length).toBe(12 - register.bodies.size);
    for (const event of referred) {
      const bytes = Buffer.from(JSON.stringify(toCloudEvent(event)));
      expect(decodeInboundEvent(bytes).ok).toBe(true);
    }
    const again: PlannedEvent[] = [];
    await run(new Register(), 12, { referrals: 0.5, referred: again });
    expect(again).toEqual(referred);
  });

  it('spread over the first days and never over more than a week', () => {
    expect(Math.max(...arrivals(1, 5))).toBeLessThan(days(2));
    const many = arrivals(1, 100);
    expect(Math.max(...many)).toBeLessThanOrEqual(days(7));
    expect(many).toEqual(many.toSorted((a, b) => a - b));
  });
});
