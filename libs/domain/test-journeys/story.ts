import type { Enrolment } from '../src/journey/enrolment.js';
import type { DetailOf } from '../src/journey/record-detail.js';
import { isInfused } from '../src/journey/state.js';
import type { Stage } from '../src/journey/vocabulary.js';
import type { FollowUpVisit, RuleSlice } from '../src/rules/rule-slice.js';
import { type Instant, plusDays, plusHours } from '../src/time/instant.js';
import { enrolmentUnder } from './northgate.js';
import { ToldJourney } from './told-journey.js';

/** How a told journey differs from the plain one. */
export type Telling = {
  readonly enrolment?: Partial<Enrolment>;
  /** Bag ids of the product; one bag when left out. */
  readonly productBags?: readonly string[];
};

/** The calendar of monitoring and follow-up for an infusion, days taken as UTC days of 24 hours. */
export function calendarFor(rules: RuleSlice, anchor: Instant): DetailOf['calendar.resolved'] {
  const dayZero = anchor.slice(0, 10);
  const dayZeroStartsAt = `${dayZero}T00:00:00.000Z`;
  const daysOf = (from: FollowUpVisit['from']): number => {
    if ('days' in from) return from.days;
    return 'months' in from ? Math.round(from.months * 30.44) : Math.round(from.years * 365.25);
  };
  return {
    calendar: { zone: 'UTC', dayZero, dayZeroStartsAt },
    windows: rules.monitoring.windows.map(({ name, from, until, inclusive }) => ({
      name,
      from: plusDays(dayZeroStartsAt, from),
      until: plusDays(dayZeroStartsAt, until + (inclusive ? 1 : 0)),
    })),
    visits: rules.followUp.visits.map(({ name, from }) => {
      const dueAt = plusDays(dayZeroStartsAt, daysOf(from));
      return { name, dueAt, windowUntil: plusDays(dueAt, rules.followUp.toleranceDays) };
    }),
  };
}

/** Screening results that pass every criterion of the product, collected now. */
export function tellScreening(journey: ToldJourney): ToldJourney {
  const { criteria } = journey.state.rules.eligibility;
  for (const { test, kind, value, unit } of criteria) {
    const result =
      kind === 'negative'
        ? { qualitative: 'negative' }
        : { value: value ?? 1, ...(unit === undefined ? {} : { unit }) };
    journey.tell('screening.resulted', { test, ...result, collectedAt: journey.now });
  }
  return journey;
}

function eligibility(journey: ToldJourney): void {
  journey.later(24).ask('eligibility.requested');
  tellScreening(journey)
    .tell('consent.signed', { scope: 'treatment', documentVersion: '4', signedBy: 'patient' })
    .tell('coverage.approved', {
      payer: 'payer-1',
      reference: 'A-1',
      covers: ['apheresis', 'product', 'stay'],
    });
  journey.decide('confirm-eligibility');
  journey.pass('eligibility.confirmed');
}

function scheduling(journey: ToldJourney): void {
  const collection = plusDays(journey.now, 10);
  const bed = plusDays(journey.now, 45);
  const appointment = (kind: string, startsAt: Instant) => ({
    kind,
    appointmentId: `${kind}-1`,
    revision: 1,
    startsAt,
    endsAt: plusHours(startsAt, 8),
  });
  const slot = {
    slotId: 'slot-1',
    revision: 1,
    collectionDate: collection.slice(0, 10),
    manufacturingStart: plusDays(collection, 2).slice(0, 10),
    expectedRelease: plusDays(collection, 25).slice(0, 10),
  };
  journey
    .later(4)
    .ask('appointment.requested', 'slot.requested')
    .tell('appointment.offered', appointment('apheresis', collection))
    .tell('appointment.offered', appointment('bed', bed))
    .tell('slot.offered', slot, { by: 'manufacturer' });
  journey.decide('book-schedule', {
    slotId: 'slot-1',
    apheresisAppointmentId: 'apheresis-1',
    bedAppointmentId: 'bed-1',
  });
  journey
    .ask('manufacturing.ordered', 'apheresis.requested')
    .tell('slot.confirmed', slot, { by: 'manufacturer' })
    .tell('appointment.confirmed', appointment('apheresis', collection))
    .tell('appointment.confirmed', appointment('bed', bed))
    .pass('schedule.confirmed');
}

function leukapheresis(journey: ToldJourney): void {
  const coi = journey.state.journeyId;
  const { attempts } = journey.state;
  const { apheresis: attempt } = attempts;
  const donationId = `D${attempt}`;
  const appointment = journey.state.appointments['apheresis-1'];
  journey.at(appointment?.startsAt ?? journey.now);
  for (const { test, value, unit } of journey.state.rules.apheresis.dayCounts) {
    const measured = { test, value: (value ?? 0) * 2, unit, collectedAt: journey.now };
    journey.tell('screening.resulted', measured);
  }
  journey
    .pass('apheresis.may-start')
    .tell('apheresis.started', { coi, attempt, startedAt: journey.now })
    .later(5)
    .tell('apheresis.completed', {
      coi,
      attempt,
      donationId,
      bags: [{ bagId: `M${attempt}`, volumeMl: 180 }],
      completedAt: journey.now,
    })
    .tell('label.applied', { labelId: `L${attempt}`, bagId: `M${attempt}` })
    .later(12)
    .tell(
      'collection.counted',
      { donationId, totalNucleatedCells: 8e9, cd3Cells: 3e9, viabilityPercent: 96 },
      { by: 'laboratory' },
    )
    .pass('material.may-ship');
}

function outboundShipment(journey: ToldJourney): void {
  const coi = journey.state.journeyId;
  const { apheresis: attempt } = journey.state.attempts;
  const shipment = {
    shipmentId: `OUT${attempt}`,
    leg: 'collection-to-manufacturer',
    carrier: 'polar',
    waybill: `WO${attempt}`,
  };
  journey
    .ask('pickup.requested')
    .tell('shipment.booked', shipment, { by: 'courier' })
    .later(2)
    .tell('shipment.picked-up', shipment, { by: 'courier' })
    .later(20)
    .tell('shipment.delivered', shipment, { by: 'courier' })
    .tell(
      'material.received',
      {
        coi,
        donationIds: [`D${attempt}`],
        bagIds: [`M${attempt}`],
        shipmentId: shipment.shipmentId,
        sealIntact: true,
        receivedAt: journey.now,
      },
      { by: 'manufacturer' },
    )
    .pass('manufacturing.may-start');
}

/** A batch is begun, tested and released by the manufacturer, one attempt after the last. */
export function tellReleasedBatch(journey: ToldJourney, bags: readonly string[]): ToldJourney {
  const coi = journey.state.journeyId;
  const attempt = journey.state.attempts.manufacturing + 1;
  const batchId = `B${attempt}`;
  journey
    .later(24)
    .tell(
      'manufacturing.started',
      { coi, batchId, attempt, role: 'primary', inputBagIds: ['M1'], vectorLot: 'V7' },
      { by: 'manufacturer' },
    )
    .ask('quality-test.requested')
    .later(24 * 20);
  for (const test of journey.state.rules.manufacturing.requiredTests) {
    const passed = { batchId, coi, sampleId: `${batchId}-S`, test, resultStatus: 'final' };
    journey.tell('quality.tested', { ...passed, passed: true }, { by: 'qualityLaboratory' });
  }
  return journey.tell(
    'batch.released',
    {
      coi,
      batchId,
      releaseType: 'full',
      pendingTests: [],
      bags: bags.map((bagId) => ({ bagId, carPositiveViableCells: 1.5e8 })),
      viabilityPercent: 92,
      expiresAt: plusDays(journey.now, 200),
    },
    { by: 'manufacturer' },
  );
}

/** The released product travels and is received by the treatment centre, every bag intact and cold. */
export function tellProductReceived(journey: ToldJourney): ToldJourney {
  const coi = journey.state.journeyId;
  const release = journey.state.batches.at(-1)?.release;
  const batchId = release?.batchId ?? '';
  const shipment = { shipmentId: `IN-${batchId}`, leg: 'manufacturer-to-clinic', carrier: 'polar' };
  return journey
    .ask('pickup.requested')
    .tell('shipment.picked-up', shipment, { by: 'courier' })
    .later(20)
    .tell('product.received', {
      coi,
      batchId,
      shipmentId: shipment.shipmentId,
      bags: (release?.bags ?? []).map(({ bagId }) => ({ bagId, condition: 'intact' })),
      sealIntact: true,
      loggerDownloaded: true,
      minCelsius: -190,
      maxCelsius: -155,
      storageLocation: 'tank-1',
      receivedAt: journey.now,
    });
}

function inboundShipment(journey: ToldJourney): void {
  tellProductReceived(journey).tell('screening.resulted', {
    test: 'active-infection',
    qualitative: 'negative',
    collectedAt: journey.now,
  });
  const [regimen] = journey.state.rules.lymphodepletion.regimens;
  journey.decide('authorize-lymphodepletion', { regimen: regimen?.id });
  journey.pass('lymphodepletion.may-start');
}

/** The course of lymphodepletion, from its first day to its end, and the checks before the infusion. */
export function tellLymphodepletion(journey: ToldJourney): ToldJourney {
  const [regimen] = journey.state.rules.lymphodepletion.regimens;
  journey
    .ask('lymphodepletion.authorized')
    .later(12)
    .tell('lymphodepletion.started', { regimen: regimen?.id })
    .later(72)
    .tell('lymphodepletion.completed', { completedAt: journey.now });
  return journey
    .later(24)
    .tell('medicine-stock.confirmed', { drug: 'tocilizumab', doses: 4 })
    .tell('screening.resulted', {
      test: 'active-infection',
      qualitative: 'negative',
      collectedAt: journey.now,
    })
    .later(journey.state.rules.lymphodepletion.toInfusionDays.from * 24);
}

/** Two people check every bag of the released batch. */
export function verifyIdentity(journey: ToldJourney): ToldJourney {
  const release = journey.state.batches.at(-1)?.release;
  for (const { bagId } of release?.bags ?? []) {
    const scanned = { batchId: release?.batchId, bagId, scannedCoi: journey.state.journeyId };
    journey.decide('verify-product-identity', scanned);
  }
  return journey;
}

function lymphodepletion(journey: ToldJourney): void {
  verifyIdentity(tellLymphodepletion(journey));
  journey.decide('authorize-infusion', { doseNumber: 1 });
  journey.pass('infusion.may-start');
}

/** Every bag of the released batch is thawed and infused. */
export function tellInfusion(journey: ToldJourney): ToldJourney {
  const coi = journey.state.journeyId;
  const release = journey.state.batches.at(-1)?.release;
  journey.ask('infusion.authorized').later(2);
  for (const { bagId } of release?.bags ?? []) {
    const bag = { coi, batchId: release?.batchId, bagId };
    journey
      .tell('product.thawed', { ...bag, thawedAt: journey.now })
      .later(0.1)
      .tell('infusion.started', { ...bag, doseNumber: 1 })
      .later(0.2)
      .tell('infusion.completed', { ...bag, doseNumber: 1 });
  }
  const begun = journey.state.infusions.flatMap((bag) => bag.startedAt ?? [])[0];
  return begun === undefined || !isInfused(journey.state)
    ? journey
    : journey.command({
        kind: 'calendar-resolved',
        resolved: calendarFor(journey.state.rules, begun),
      });
}

/** Vital signs and a neurological assessment without any finding. */
export function tellWell(journey: ToldJourney): ToldJourney {
  return journey
    .tell('vitals.recorded', {
      celsius: 36.8,
      spo2Percent: 98,
      oxygen: { device: 'none' },
      vasopressors: [],
      hypotension: false,
      measuredAt: journey.now,
    })
    .tell('ice.assessed', { orientation: 4, naming: 3, command: 1, writing: 1, attention: 1 })
    .tell('neurology.assessed', {
      consciousness: 'awake',
      seizure: 'none',
      motor: 'none',
      intracranial: 'none',
    });
}

function monitoring(journey: ToldJourney): void {
  const ends = journey.state.windows.map((window) => window.until);
  const last = ends.toSorted().at(-1) ?? journey.now;
  tellWell(journey.later(6)).waitUntil(plusHours(last, 1));
  journey.decide('close-monitoring');
  journey.pass('monitoring.may-end');
}

/** Brings a journey that has just entered a stage out of it, by its plain way. */
const tellings: { readonly [stage in Exclude<Stage, 'closed' | 'follow-up'>]: Chapter } = {
  referral: (journey) => void journey.pass('referral.complete'),
  eligibility,
  scheduling,
  leukapheresis,
  'outbound-shipment': outboundShipment,
  manufacturing: (journey, { productBags = ['P1'] }) =>
    void tellReleasedBatch(journey, productBags).pass('product.may-ship'),
  'inbound-shipment': inboundShipment,
  lymphodepletion,
  infusion: (journey) => void tellInfusion(journey).pass('infusion.complete'),
  monitoring,
};

type Chapter = (journey: ToldJourney, telling: Telling) => void;

const plain = new Map<string, ToldJourney>();

/** A journey that has just entered a stage, told from its enrolment on; each call gives a branch of its own. */
export function journeyIn(
  stage: Exclude<Stage, 'closed'>,
  rules: RuleSlice,
  telling: Telling = {},
): ToldJourney {
  const key = JSON.stringify([stage, rules.id, telling]);
  const known = plain.get(key);
  if (known !== undefined) return known.fork();
  const journey = ToldJourney.enrolled(enrolmentUnder(rules, telling.enrolment));
  for (const [name, chapter] of Object.entries(tellings)) {
    if (journey.state.stage === stage) break;
    if (journey.state.stage !== name) throw new RangeError(`told to ${name}, not to ${stage}`);
    chapter(journey, telling);
  }
  if (journey.state.stage !== stage) throw new RangeError(`stands in ${journey.state.stage}`);
  plain.set(key, journey);
  return journey.fork();
}
