import { testsBeforeEveryCourse } from '../src/gates/lymphodepletion-criteria.js';
import { isInfused } from '../src/journey/state.js';
import { plusDays } from '../src/time/instant.js';
import { calendarFor } from './calendar-for.js';
import type { ToldJourney } from './told-journey.js';

/** Screening results that pass every criterion of the product, collected now, and the earlier therapies it asks for. */
export function tellScreening(journey: ToldJourney): ToldJourney {
  const { criteria, priorClasses } = journey.state.rules.eligibility;
  for (const drugClass of priorClasses) {
    const lastDose = plusDays(journey.now, -300).slice(0, 10);
    journey.tell('medication.recorded', { drug: drugClass, drugClass, lastDose });
  }
  for (const { test, kind, value, unit } of criteria) {
    const result =
      kind === 'negative' || kind === 'positive'
        ? { qualitative: kind }
        : { value: value ?? 1, ...(unit === undefined ? {} : { unit }) };
    journey.tell('screening.resulted', { test, ...result, collectedAt: journey.now });
  }
  return journey;
}

/** A bag of product: its id, or also what it holds. */
export type ProductBag =
  | string
  | {
      readonly bagId: string;
      readonly carPositiveViableCells: number;
      readonly component?: string;
    };

/** A batch is begun, tested and released by the manufacturer, one attempt after the last. */
export function tellReleasedBatch(journey: ToldJourney, bags: readonly ProductBag[]): ToldJourney {
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
      bags: bags.map((bag) =>
        typeof bag === 'string' ? { bagId: bag, carPositiveViableCells: 1.5e8 } : bag,
      ),
      viabilityPercent: 92,
      expiresAt: plusDays(journey.now, 200),
    },
    { by: 'manufacturer' },
  );
}

/** What has to be known of a donor and of the patient against the donor, and nothing against it. */
export function tellDonor(journey: ToldJourney, donorCode = 'L1'): ToldJourney {
  return journey
    .tell('donor.eligibility-determined', { donorCode, eligible: true }, { by: 'laboratory' })
    .tell(
      'histocompatibility.resulted',
      { hla: ['A*02:01'], donorSpecificAntibodies: false },
      { by: 'laboratory' },
    );
}

/** A unit as its manufacturer speaks of it: released, and good for half a year. */
export function unitOf(journey: ToldJourney, unitId: string, donorLotId = 'L1') {
  const { now } = journey;
  return {
    unitId,
    donorLotId,
    hlaMatch: '8/10',
    releasedAt: plusDays(now, -30),
    expiresAt: plusDays(now, 180),
  };
}

/** A unit in stock is offered. */
export function tellUnitOffered(
  journey: ToldJourney,
  unitId: string,
  donorLotId?: string,
): ToldJourney {
  const unit = unitOf(journey, unitId, donorLotId);
  return journey.later(3).tell('unit.offered', unit, { by: 'manufacturer' });
}

/** The chosen unit is put aside for the patient. */
export function tellUnitAllocated(
  journey: ToldJourney,
  unitId: string,
  donorLotId = 'L1',
): ToldJourney {
  return journey.later(3).tell('unit.allocated', { unitId, donorLotId }, { by: 'manufacturer' });
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

/** What the product asks of the patient before lymphodepletion, beside infection: good counts, a low burden. */
export function tellBeforeLymphodepletion(journey: ToldJourney): ToldJourney {
  const { lymphodepletion, dosing } = journey.state.rules;
  for (const test of testsBeforeEveryCourse) {
    const result = { test, qualitative: 'negative', collectedAt: journey.now };
    journey.tell('screening.resulted', result);
  }
  for (const { test, value, unit } of lymphodepletion.startCriteria) {
    const measured = { test, value: (value ?? 0) * 2, unit, collectedAt: journey.now };
    journey.tell('screening.resulted', measured);
  }
  const { planBy } = dosing;
  if (planBy === undefined) return journey;
  const { test, unit } = planBy;
  return journey.tell('screening.resulted', { test, value: 5, unit, collectedAt: journey.now });
}

/** The course of lymphodepletion, from its first day to its end, and the checks before the infusion. */
export function tellLymphodepletion(journey: ToldJourney): ToldJourney {
  const [regimen] = journey.state.rules.lymphodepletion.regimens;
  const { planBy } = journey.state.rules.dosing;
  if (planBy !== undefined) {
    const { test, unit } = planBy;
    journey.tell('screening.resulted', { test, value: 10, unit, collectedAt: journey.now });
  }
  journey
    .ask('lymphodepletion.authorized')
    .later(12)
    .tell('lymphodepletion.started', { regimen: regimen?.id })
    .later(72)
    .tell('lymphodepletion.completed', { completedAt: journey.now });
  return journey
    .later(24)
    .tell('medicine-stock.confirmed', { drug: 'tocilizumab', doses: 4 })
    .tell('intensive-care.informed', {})
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
