import type { JourneyEvent } from '../src/journey/event.js';
import type { Stage } from '../src/journey/vocabulary.js';
import { plusHours } from '../src/time/instant.js';
import { anotherJourneyId } from './northgate.js';
import { eventOf, type Telling, type ToldJourney } from './told-journey.js';

type Line = readonly [type: string, data: JourneyEvent['data'], by?: Telling['by']];

/** Events of one script as a partner would publish them, an hour apart, the first now. */
function events(journey: ToldJourney, lines: readonly Line[]): readonly JourneyEvent[] {
  return lines.map(([type, data, by = 'clinic'], index) => {
    const time = plusHours(journey.now, index / 60);
    return eventOf(type, data, { id: `script-${index}`, time, by });
  });
}

function referralLines(now: string): readonly Line[] {
  const screening = (test: string, qualitative: string): Line => [
    'screening.resulted',
    { test, qualitative, collectedAt: now },
  ];
  return [
    screening('hbv', 'negative'),
    screening('active-infection', 'positive'),
    screening('active-infection', 'negative'),
    ['consent.signed', { scope: 'treatment', documentVersion: '1' }],
    ['consent.withdrawn', { scope: 'treatment' }],
    ['coverage.approved', { reference: 'A', covers: ['apheresis', 'product'] }],
    ['coverage.denied', { reference: 'B', covers: ['product'] }],
    ['patient.measured', { weightKg: 51, measuredAt: now }],
    ['patient.measured', { weightKg: 49, measuredAt: plusHours(now, 1) }],
    ['medication.recorded', { drug: 'prednisone', drugClass: 'corticosteroid', ongoing: true }],
    [
      'medication.recorded',
      { drug: 'prednisone', drugClass: 'corticosteroid', lastDose: '2026-03-01' },
    ],
  ];
}

function schedulingLines(now: string): readonly Line[] {
  const slot = (revision: number, collectionDate: string) => ({
    slotId: 'S',
    revision,
    collectionDate,
    manufacturingStart: '2026-04-01',
    expectedRelease: '2026-05-01',
  });
  const bed = (revision: number) => ({
    kind: 'bed',
    appointmentId: 'bed-9',
    revision,
    startsAt: plusHours(now, 500 + revision),
  });
  return [
    ['slot.offered', slot(1, '2026-03-20'), 'manufacturer'],
    ['slot.confirmed', slot(1, '2026-03-20'), 'manufacturer'],
    ['slot.changed', slot(2, '2026-03-22'), 'manufacturer'],
    ['slot.withdrawn', { slotId: 'S', revision: 2 }, 'manufacturer'],
    ['appointment.offered', bed(1)],
    ['appointment.confirmed', bed(1)],
    ['appointment.changed', bed(2)],
    ['appointment.cancelled', bed(2)],
  ];
}

function collectionLines(coi: string, now: string): readonly Line[] {
  return [
    ['apheresis.started', { coi, attempt: 1, startedAt: now }],
    [
      'apheresis.completed',
      {
        coi,
        attempt: 1,
        donationId: 'D1',
        bags: [
          { bagId: 'M1', volumeMl: 90 },
          { bagId: 'M2', volumeMl: 80 },
        ],
        completedAt: plusHours(now, 4),
      },
    ],
    ['label.applied', { labelId: 'L1', bagId: 'M1' }],
    ['label.voided', { labelId: 'L1', bagId: 'M1' }],
    ['label.applied', { labelId: 'L2', bagId: 'M1' }],
    ['label.applied', { labelId: 'L3', bagId: 'M2' }],
    ['collection.counted', { donationId: 'D1', totalNucleatedCells: 8e9, cd3Cells: 3e9 }],
    ['screening.resulted', { test: 'hbv', qualitative: 'negative', collectedAt: now }],
    ['apheresis.started', { coi: anotherJourneyId, attempt: 1, startedAt: now }],
  ];
}

function shipmentLines(coi: string, now: string): readonly Line[] {
  const shipment = { shipmentId: 'S1', leg: 'collection-to-manufacturer' };
  const breach = { shipmentId: 'S1', deviceId: 'd1', limitCelsius: 10 };
  return [
    ['shipment.booked', { ...shipment, carrier: 'polar', eta: plusHours(now, 30) }, 'courier'],
    ['shipment.picked-up', { ...shipment, sealId: 'seal' }, 'courier'],
    ['shipment.delayed', { ...shipment, eta: plusHours(now, 40) }, 'courier'],
    [
      'shipment.temperature-breached',
      { ...breach, worstCelsius: 13, since: plusHours(now, 1) },
      'courier',
    ],
    [
      'shipment.temperature-breached',
      { ...breach, worstCelsius: 15, since: plusHours(now, 1) },
      'courier',
    ],
    [
      'shipment.temperature-breached',
      { ...breach, worstCelsius: 12, since: plusHours(now, -2) },
      'courier',
    ],
    [
      'excursion.assessed',
      { shipmentId: 'S1', bagIds: ['M1'], assessment: 'acceptable', basis: 'stability' },
      'manufacturer',
    ],
    [
      'material.received',
      { coi, donationIds: ['D1'], bagIds: ['M1'], shipmentId: 'S1', receivedAt: now },
      'manufacturer',
    ],
    [
      'material.received',
      {
        coi,
        donationIds: ['D1'],
        bagIds: ['M1', 'M9'],
        shipmentId: 'S1',
        receivedAt: plusHours(now, -1),
      },
      'manufacturer',
    ],
  ];
}

function manufacturingLines(coi: string, now: string): readonly Line[] {
  const batch = { coi, batchId: 'B1' };
  const tested = (test: string, sampleId: string, passed: boolean): Line => [
    'quality.tested',
    { ...batch, sampleId, test, resultStatus: 'final', passed },
    'qualityLaboratory',
  ];
  return [
    [
      'manufacturing.started',
      { ...batch, attempt: 1, inputBagIds: ['M1'], vectorLot: 'V' },
      'manufacturer',
    ],
    ['manufacturing.step-completed', { batchId: 'B1', step: 'expansion' }, 'manufacturer'],
    tested('sterility', 'a', true),
    tested('sterility', 'a', false),
    tested('dose', 'a', true),
    [
      'batch.released',
      {
        ...batch,
        releaseType: 'full',
        pendingTests: [],
        bags: [{ bagId: 'P1', carPositiveViableCells: 1e8 }],
        viabilityPercent: 90,
        expiresAt: plusHours(now, 4000),
      },
      'manufacturer',
    ],
    ['batch.release-withdrawn', batch, 'manufacturer'],
    [
      'manufacturing.failed',
      { batchId: 'B1', cause: 'contamination', retainedMaterial: true },
      'manufacturer',
    ],
  ];
}

function bridgingLines(now: string): readonly Line[] {
  return [
    ['bridging.started', { modality: 'steroid' }],
    ['bridging.completed', { modality: 'chemotherapy', lastDoseAt: plusHours(now, -300) }],
  ];
}

function productLines(coi: string, now: string, bagId: string): readonly Line[] {
  const bag = { coi, batchId: 'B1', bagId };
  const receipt = {
    coi,
    batchId: 'B1',
    shipmentId: 'IN1',
    bags: [{ bagId, condition: 'intact' }],
    sealIntact: true,
    maxCelsius: -150,
    storageLocation: 'tank',
    receivedAt: now,
  };
  return [
    ...manufacturingLines(coi, now).filter(([type]) =>
      ['manufacturing.started', 'batch.released'].includes(type),
    ),
    ['product.received', receipt],
    ['product.thawed', { ...bag, thawedAt: plusHours(now, 1) }],
    ['infusion.started', { ...bag, doseNumber: 1 }],
    ['infusion.completed', { ...bag, doseNumber: 1 }],
    [
      'shipment.picked-up',
      { shipmentId: 'IN1', leg: 'manufacturer-to-clinic', carrier: 'polar' },
      'courier',
    ],
  ];
}

function treatmentLines(now: string): readonly Line[] {
  return [
    ['lymphodepletion.started', { regimen: 'fludarabine-cyclophosphamide' }],
    ['lymphodepletion.dose-given', { drug: 'fludarabine', doseMgPerM2: 30, day: 1 }],
    ['lymphodepletion.completed', { completedAt: plusHours(now, 3) }],
    ['medicine-stock.confirmed', { drug: 'tocilizumab', doses: 4 }],
    ['medicine-stock.withdrawn', { drug: 'tocilizumab' }],
    ['bag.damaged', { bagId: 'P9' }],
    ['patient.discharged', { unit: 'ward' }],
  ];
}

/** The stages at which a script of facts begins, with facts that contradict, repeat and do not belong. */
export const scriptedStages = [
  'referral',
  'scheduling',
  'leukapheresis',
  'outbound-shipment',
  'manufacturing',
  'inbound-shipment',
  'lymphodepletion',
] as const satisfies readonly Stage[];

/** Facts that can come in any order to a journey that has just entered a stage; `bagId` is what the product is labelled. */
export function scriptOf(journey: ToldJourney, bagId = 'P1'): readonly JourneyEvent[] {
  const { state, now } = journey;
  const coi = state.journeyId;
  const lines: Partial<Record<Stage, readonly Line[]>> = {
    referral: referralLines(now),
    scheduling: schedulingLines(now),
    leukapheresis: collectionLines(coi, now),
    'outbound-shipment': shipmentLines(coi, now),
    manufacturing: [...manufacturingLines(coi, now), ...bridgingLines(now)],
    'inbound-shipment': productLines(coi, now, bagId),
    lymphodepletion: treatmentLines(now),
  };
  return events(journey, lines[state.stage] ?? []);
}
