import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import {
  tellInfusion,
  tellLymphodepletion,
  tellProductReceived,
  tellReleasedBatch,
  tellScreening,
  tellWell,
  verifyIdentity,
} from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import type { GateName, Stage } from '../journey/vocabulary.js';
import { type Instant, plusDays, plusHours, toInstant } from '../time/instant.js';
import type { Owner } from './requirement.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

/** One requirement of a gate: what meets it, who owns it, and what takes it away again. */
type Case = {
  readonly requirement: string;
  readonly owner: Owner;
  readonly met: (journey: ToldJourney) => unknown;
  readonly lost?: (journey: ToldJourney) => unknown;
};

const nothing = (): undefined => undefined;

const consented: Case = {
  requirement: 'treatment-consent',
  owner: 'clinic',
  met: (journey) => journey.tell('consent.signed', { scope: 'treatment', documentVersion: '2' }),
  lost: (journey) => journey.later(1).tell('consent.withdrawn', { scope: 'treatment' }),
};

const noHold: Case = {
  requirement: 'no-hold',
  owner: 'coordinator',
  met: nothing,
  lost: (journey) => journey.decide('place-hold', { kind: 'manual', reason: 'r' }),
};

const alive: Case = { requirement: 'patient-alive', owner: 'clinic', met: nothing };

const covered = (part: string): Case => ({
  requirement: `coverage-${part}`,
  owner: 'clinic',
  met: (journey) => journey.tell('coverage.approved', { reference: 'A', covers: [part] }),
  lost: (journey) => journey.later(1).tell('coverage.denied', { reference: 'B', covers: [part] }),
});

const screened = (test: string): Case => ({
  requirement: `screening-${test}`,
  owner: 'clinic',
  met: (journey) =>
    journey.tell('screening.resulted', {
      test,
      qualitative: 'negative',
      collectedAt: journey.now,
    }),
  lost: (journey) =>
    journey.later(1).tell('screening.resulted', {
      test,
      qualitative: 'positive',
      collectedAt: journey.now,
    }),
});

const expired = (journey: ToldJourney): unknown => journey.later(24 * 400);

const startOf = (journey: ToldJourney): Instant =>
  journey.state.appointments['apheresis-1']?.startsAt ?? journey.now;

const counted = (journey: ToldJourney, value: number, unit: string): unknown =>
  journey.tell('screening.resulted', { test: 'alc', value, unit, collectedAt: journey.now });

const bookAll = (journey: ToldJourney): void => {
  const appointment = { revision: 1, startsAt: plusDays(journey.now, 9) };
  const slot = { slotId: 's', revision: 1, collectionDate: '', manufacturingStart: '' };
  journey
    .tell('slot.offered', { ...slot, expectedRelease: '' }, { by: 'manufacturer' })
    .tell('appointment.offered', { ...appointment, kind: 'apheresis', appointmentId: 'a' })
    .tell('appointment.offered', { ...appointment, kind: 'bed', appointmentId: 'b' })
    .decide('book-schedule', {
      slotId: 's',
      apheresisAppointmentId: 'a',
      bedAppointmentId: 'b',
    });
};

const appointed = (kind: string, appointmentId: string): Case => ({
  requirement: `${kind}-appointment-confirmed`,
  owner: 'clinic',
  met: (journey) => {
    bookAll(journey);
    const data = { kind, appointmentId, revision: 1, startsAt: plusDays(journey.now, 9) };
    journey.tell('appointment.confirmed', data);
  },
  lost: (journey) =>
    journey.tell('appointment.cancelled', {
      kind,
      appointmentId,
      revision: 2,
      startsAt: plusDays(journey.now, 9),
    }),
});

const collected = (journey: ToldJourney, cd3Cells = 3e9): void => {
  const coi = journey.state.journeyId;
  journey
    .tell('apheresis.completed', {
      coi,
      attempt: 1,
      donationId: 'D1',
      bags: [{ bagId: 'M1', volumeMl: 100 }],
      completedAt: journey.now,
    })
    .tell('collection.counted', { donationId: 'D1', totalNucleatedCells: 8e9, cd3Cells })
    .tell('label.applied', { labelId: 'L1', bagId: 'M1' });
};

const arrived = (journey: ToldJourney, changes: Record<string, unknown> = {}): unknown =>
  journey.tell(
    'material.received',
    {
      coi: journey.state.journeyId,
      donationIds: ['D1'],
      bagIds: ['M1'],
      sealIntact: true,
      receivedAt: journey.now,
      ...changes,
    },
    { by: 'manufacturer' },
  );

const released = (journey: ToldJourney): unknown => tellReleasedBatch(journey, ['P1']);
const withdrawn = (journey: ToldJourney): unknown =>
  journey.tell('batch.release-withdrawn', { coi: journey.state.journeyId, batchId: 'B1' });
const receivedProduct = (journey: ToldJourney): unknown => tellProductReceived(journey);
const prepared = (journey: ToldJourney): ToldJourney => tellLymphodepletion(journey);

const passedTest = (test: string): Case => ({
  requirement: `test-${test}`,
  owner: 'quality-laboratory',
  met: released,
  lost: (journey) =>
    journey.tell(
      'quality.tested',
      {
        coi: journey.state.journeyId,
        batchId: 'B1',
        sampleId: 'second',
        test,
        resultStatus: 'final',
        passed: false,
      },
      { by: 'qualityLaboratory' },
    ),
});

const over = (journey: ToldJourney): void => {
  const ends = journey.state.windows.map((window) => window.until).toSorted();
  tellWell(journey.later(2)).waitUntil(ends.at(-1) ?? journey.now);
};

const cases: readonly (readonly [GateName, Stage, readonly Case[]])[] = [
  ['referral.complete', 'referral', [alive, noHold]],
  [
    'eligibility.confirmed',
    'eligibility',
    [
      alive,
      noHold,
      consented,
      covered('apheresis'),
      ...['hbv', 'hcv', 'hiv', 'active-infection'].map(screened),
      {
        requirement: 'eligibility-confirmed-by-physician',
        owner: 'physician',
        met: (journey) => {
          tellScreening(journey)
            .tell('consent.signed', { scope: 'treatment', documentVersion: '1' })
            .tell('coverage.approved', { reference: 'A', covers: ['apheresis'] });
          journey.decide('confirm-eligibility');
        },
      },
    ],
  ],
  [
    'schedule.confirmed',
    'scheduling',
    [
      alive,
      noHold,
      { ...consented, met: nothing },
      { requirement: 'schedule-booked', owner: 'manufacturer', met: bookAll },
      {
        requirement: 'slot-confirmed',
        owner: 'manufacturer',
        met: (journey) => {
          bookAll(journey);
          journey.tell('slot.confirmed', { slotId: 's', revision: 1 }, { by: 'manufacturer' });
        },
        lost: (journey) =>
          journey.tell('slot.withdrawn', { slotId: 's', revision: 2 }, { by: 'manufacturer' }),
      },
      appointed('apheresis', 'a'),
      appointed('bed', 'b'),
      {
        requirement: 'chain-in-order',
        owner: 'coordinator',
        met: bookAll,
        lost: (journey) => {
          const changed = { slotId: 's', revision: 2, manufacturingStart: '2026-03-03' };
          journey.tell('slot.changed', changed, { by: 'manufacturer' });
        },
      },
      {
        requirement: 'wash-outs-over',
        owner: 'physician',
        met: bookAll,
        lost: (journey) =>
          journey.tell('medication.recorded', {
            drug: 'dexamethasone',
            drugClass: 'corticosteroid',
            ongoing: true,
          }),
      },
    ],
  ],
  [
    'apheresis.may-start',
    'leukapheresis',
    [
      alive,
      noHold,
      { ...consented, met: nothing },
      { requirement: 'slot-confirmed', owner: 'manufacturer', met: nothing },
      {
        requirement: 'wash-outs-over',
        owner: 'physician',
        met: nothing,
        lost: (journey) =>
          journey.tell('medication.recorded', {
            drug: 'dexamethasone',
            drugClass: 'corticosteroid',
            lastDose: startOf(journey),
          }),
      },
      {
        requirement: 'screening-alc',
        owner: 'clinic',
        met: (journey) => counted(journey.at(startOf(journey)), 0.3, '10*3/uL'),
        lost: (journey) => counted(journey.later(1), 299, '/uL'),
      },
    ],
  ],
  [
    'material.may-ship',
    'leukapheresis',
    [
      alive,
      noHold,
      {
        requirement: 'slot-confirmed',
        owner: 'manufacturer',
        met: nothing,
        lost: (journey) => {
          collected(journey);
          const lost = { slotId: 'slot-1', revision: 2 };
          journey.tell('slot.withdrawn', lost, { by: 'manufacturer' });
        },
      },
      { ...consented, met: nothing },
      { requirement: 'apheresis-completed', owner: 'clinic', met: collected },
      { requirement: 'yield-sufficient', owner: 'clinic', met: collected },
      {
        requirement: 'bags-labelled',
        owner: 'clinic',
        met: collected,
        lost: (journey) => journey.tell('label.voided', { labelId: 'L1', bagId: 'M1' }),
      },
      ...['hbv', 'hcv', 'hiv'].map((test): Case => ({
        requirement: `screening-${test}`,
        owner: 'clinic',
        met: nothing,
        lost: (journey) => journey.later(24 * 40),
      })),
    ],
  ],
  [
    'manufacturing.may-start',
    'outbound-shipment',
    [
      alive,
      noHold,
      { ...consented, met: nothing },
      { ...covered('product'), met: nothing },
      { requirement: 'material-received', owner: 'logistics', met: arrived },
      {
        requirement: 'material-identity-equal',
        owner: 'manufacturer',
        met: arrived,
        lost: (journey) => arrived(journey.later(1), { bagIds: ['M1', 'M2'] }),
      },
      {
        requirement: 'material-seal-intact',
        owner: 'manufacturer',
        met: arrived,
        lost: (journey) => arrived(journey.later(1), { sealIntact: false }),
      },
      {
        requirement: 'material-accepted',
        owner: 'quality',
        met: arrived,
        lost: (journey) =>
          journey
            .later(1)
            .tell(
              'material.rejected',
              { coi: journey.state.journeyId, reason: 'clotted' },
              { by: 'manufacturer' },
            ),
      },
      {
        requirement: 'material-usable',
        owner: 'quality',
        met: arrived,
        lost: (journey) => journey.later(24 * 400),
      },
      {
        requirement: 'no-open-excursion',
        owner: 'quality',
        met: arrived,
        lost: (journey) =>
          journey.tell(
            'shipment.temperature-breached',
            {
              shipmentId: 'OUT1',
              deviceId: 'd',
              limitCelsius: -120,
              worstCelsius: -80,
              since: journey.now,
            },
            { by: 'courier' },
          ),
      },
    ],
  ],
  [
    'product.may-ship',
    'manufacturing',
    [
      alive,
      noHold,
      { ...consented, met: nothing },
      { requirement: 'batch-released', owner: 'manufacturer', met: released, lost: withdrawn },
      { requirement: 'release-identity-equal', owner: 'manufacturer', met: released },
      ...rules.manufacturing.requiredTests.map(passedTest),
      { requirement: 'product-not-expired', owner: 'manufacturer', met: released, lost: expired },
    ],
  ],
  [
    'lymphodepletion.may-start',
    'inbound-shipment',
    [
      alive,
      noHold,
      { ...consented, met: nothing },
      { ...covered('product'), met: nothing },
      { ...covered('stay'), met: nothing },
      { requirement: 'product-received', owner: 'logistics', met: receivedProduct },
      { requirement: 'product-intact', owner: 'quality', met: receivedProduct },
      { requirement: 'product-cold', owner: 'quality', met: receivedProduct },
      { requirement: 'product-released', owner: 'quality', met: nothing, lost: withdrawn },
      {
        requirement: 'bag-can-be-given',
        owner: 'logistics',
        met: receivedProduct,
        lost: (journey) => journey.tell('bag.damaged', { bagId: 'P1' }),
      },
      { requirement: 'product-not-expired', owner: 'manufacturer', met: nothing, lost: expired },
      screened('active-infection'),
      screened('pregnancy'),
      ...['creatinine-clearance', 'alt', 'bilirubin', 'lvef'].map((test): Case => ({
        ...screened(test),
        lost: (journey) => journey.later(24 * 40),
      })),
    ],
  ],
  [
    'infusion.may-start',
    'lymphodepletion',
    [
      alive,
      noHold,
      { ...consented, met: prepared },
      { requirement: 'product-released', owner: 'quality', met: prepared, lost: withdrawn },
      { requirement: 'product-not-expired', owner: 'manufacturer', met: prepared, lost: expired },
      { requirement: 'lymphodepletion-completed', owner: 'clinic', met: prepared },
      {
        requirement: 'lymphodepletion-window',
        owner: 'time',
        met: prepared,
        lost: (journey) => journey.later(24 * 20),
      },
      { ...screened('active-infection'), met: prepared },
      { requirement: 'intensive-care-informed', owner: 'nurse', met: prepared },
      {
        requirement: 'tocilizumab-in-stock',
        owner: 'clinic',
        met: prepared,
        lost: (journey) => journey.tell('medicine-stock.withdrawn', { drug: 'tocilizumab' }),
      },
      {
        requirement: 'tocilizumab-in-stock',
        owner: 'clinic',
        met: prepared,
        lost: (journey) =>
          journey.tell('medicine-stock.confirmed', {
            drug: 'tocilizumab',
            doses: 4,
            expiresOn: plusDays(journey.now, -1).slice(0, 10),
          }),
      },
      {
        requirement: 'identity-verified-by-two',
        owner: 'nurse',
        met: (journey) => verifyIdentity(prepared(journey)),
        lost: (journey) => journey.decide('place-hold', { kind: 'deviation', reason: 'r' }),
      },
      {
        requirement: 'infusion-authorized',
        owner: 'physician',
        met: (journey) =>
          verifyIdentity(prepared(journey)).decide('authorize-infusion', { doseNumber: 1 }),
        lost: withdrawn,
      },
    ],
  ],
  [
    'infusion.complete',
    'infusion',
    [
      alive,
      {
        requirement: 'every-bag-given',
        owner: 'clinic',
        met: tellInfusion,
      },
    ],
  ],
  [
    'monitoring.may-end',
    'monitoring',
    [
      alive,
      { requirement: 'monitoring-windows-elapsed', owner: 'time', met: over },
      {
        requirement: 'toxicity-crs',
        owner: 'clinic',
        met: over,
        lost: (journey) =>
          journey.later(1).tell('vitals.recorded', { celsius: 39.1, measuredAt: journey.now }),
      },
      {
        requirement: 'toxicity-icans',
        owner: 'clinic',
        met: over,
        lost: (journey) => journey.later(1).tell('neurology.assessed', { seizure: 'brief' }),
      },
      {
        requirement: 'monitoring-closed-by-physician',
        owner: 'physician',
        met: (journey) => {
          over(journey);
          journey.decide('close-monitoring');
        },
      },
    ],
  ],
  [
    'follow-up.may-close',
    'follow-up',
    [
      alive,
      {
        requirement: 'follow-up-finished',
        owner: 'time',
        met: (journey) => {
          const last = journey.state.visits.at(-1);
          journey.tell('follow-up.completed', { visit: last?.name ?? '', alive: true });
        },
      },
    ],
  ],
];

const each = cases.flatMap(([gate, stage, all]) =>
  all.map((one) => [gate, one.requirement, stage as Exclude<Stage, 'closed'>, one] as const),
);

describe('a requirement', () => {
  it.each(each)('of %s, %s, is met by what meets it', (gate, id, stage, { met, lost }) => {
    const journey = journeyIn(stage, rules);
    met(journey);
    expect(journey.requirement(gate, id)).toMatchObject({ met: true, actions: [] });
    if (lost === undefined) return;
    lost(journey);
    expect(journey.requirement(gate, id).met).toBe(false);
  });

  it.each(each.filter(([, , , { met }]) => met !== nothing))(
    'of %s, %s, that is not met has an owner and says what to do',
    (gate, id, stage, { owner }) => {
      const before = journeyIn(stage, rules).requirement(gate, id);
      if (before.met) return;
      expect(before.owner).toBe(owner);
      expect(before.rule).not.toBe('');
    },
  );

  it.each(cases.map(([gate, stage, all]) => [gate, stage, all] as const))(
    'of %s is never left out of these tests',
    (gate, stage, all) => {
      const journey = journeyIn(stage as Exclude<Stage, 'closed'>, rules);
      const tested = new Set(all.map((one) => one.requirement));
      const decided = ['lymphodepletion-authorized', 'no-open-excursion'];
      const enrolled = ['indication-age', 'indication-prior-therapy'];
      const shared = ['product-received', 'product-intact', 'product-cold', 'product-stored-cold'];
      const stated = ['site-qualified', 'identity-recorded', 'referral-accepted'];
      const left = journey
        .gate(gate)
        .requirements.map(({ id }) => id)
        .filter(
          (id) => !tested.has(id) && ![...decided, ...enrolled, ...shared, ...stated].includes(id),
        );
      expect(left).toEqual([]);
    },
  );
});

describe('a gate', () => {
  const instantsAround = (changesAt: Instant, now: Instant): readonly Instant[] => {
    const from = Date.parse(now);
    const length = Date.parse(changesAt) - from;
    return [0, 0.1, 0.5, 0.9, 0.999_999].map((part) => toInstant(from + Math.floor(length * part)));
  };
  const verdicts = (journey: ToldJourney, gate: GateName, now: Instant) =>
    journey
      .at(now)
      .gate(gate)
      .requirements.map(({ id, met }) => [id, met]);

  it.each(each)('%s is constant until it says it changes, with %s', (gate, _, stage, { met }) => {
    const journey = journeyIn(stage, rules);
    met(journey);
    for (let looks = 0; looks < 6; looks += 1) {
      const { now } = journey;
      const { changesAt } = journey.gate(gate);
      if (changesAt === undefined) break;
      const before = verdicts(journey, gate, now);
      for (const instant of instantsAround(changesAt, now)) {
        expect(verdicts(journey, gate, instant)).toEqual(before);
      }
      expect(verdicts(journey, gate, changesAt)).not.toEqual(before);
    }
  });

  it('opens for nothing that a clock from the future says, and again for what a right one says', () => {
    const journey = journeyIn('eligibility', rules);
    const ahead = { time: plusHours(journey.now, 48) };
    journey.tell('consent.signed', { scope: 'treatment', documentVersion: '1' }, ahead);
    const consent = () => journey.requirement('eligibility.confirmed', 'treatment-consent');
    expect(consent().met).toBe(false);
    expect(consent().text).toMatch(/clock/);
    expect(journey.records.at(-1)?.data.fact?.flags).toEqual(['clock-suspect']);
    journey.later(100);
    expect(consent().met).toBe(false);
    journey.tell('consent.signed', { scope: 'treatment', documentVersion: '1' });
    expect(consent().met).toBe(true);
  });

  it('takes five minutes for a clock that is right enough', () => {
    const journey = journeyIn('eligibility', rules);
    journey.tell(
      'consent.signed',
      { scope: 'treatment', documentVersion: '1' },
      { time: plusHours(journey.now, 5 / 60) },
    );
    expect(journey.requirement('eligibility.confirmed', 'treatment-consent').met).toBe(true);
  });
});

describe('the indication', () => {
  it.each([
    ['too old', 'age', { ageYears: 26 }, 'is 26 years old; the indication is for at most 25'],
    [
      'treated too little',
      'prior-therapy',
      { priorLines: 1 },
      'relapsed after 1 prior lines of therapy; the indication asks for: refractory; or relapsed after at least 2',
    ],
  ])('is not met by a patient who is %s', (_, point, enrolment, fault) => {
    const journey = journeyIn('eligibility', rules, { enrolment });
    const requirement = journey.requirement('eligibility.confirmed', `indication-${point}`);
    expect(requirement).toMatchObject({ met: false, owner: 'physician', overridable: true });
    expect(requirement.text).toContain(fault);
  });

  it('is met at the last year of age', () => {
    const journey = journeyIn('eligibility', rules, { enrolment: { ageYears: 25 } });
    expect(journey.requirement('eligibility.confirmed', 'indication-age').met).toBe(true);
  });
});

describe('what is never overridable', () => {
  const never = [
    'patient-alive',
    'treatment-consent',
    'no-hold',
    'product-received',
    'product-released',
    'product-not-expired',
    'identity-verified-by-two',
    'no-open-excursion',
    'material-identity-equal',
    'release-identity-equal',
  ];

  it.each(cases.map(([gate, stage]) => [gate, stage] as const))('at %s is not', (gate, stage) => {
    const { requirements } = journeyIn(stage as Exclude<Stage, 'closed'>, rules).gate(gate);
    const overridable = requirements.filter((one) => one.overridable).map((one) => one.id);
    expect(overridable.filter((id) => never.includes(id))).toEqual([]);
  });
});

describe('the schedule', () => {
  it('is booked anew when its slot was withdrawn', () => {
    const journey = journeyIn('scheduling', rules);
    bookAll(journey);
    journey.tell('slot.withdrawn', { slotId: 's', revision: 2 }, { by: 'manufacturer' });
    const booked = journey.requirement('schedule.confirmed', 'schedule-booked');
    expect(booked.met).toBe(false);
  });
});

describe('a journey that has just been enrolled', () => {
  it('opens no gate but the referral', () => {
    const journey = journeyIn('referral', rules);
    const open = cases.map(([gate]) => gate).filter((gate) => journey.gate(gate).isOpen);
    expect(open).toEqual(['referral.complete']);
  });
});
