import type { Enrolment } from '../src/journey/enrolment.js';
import { isOffTheShelf } from '../src/journey/allocation.js';
import type { Stage } from '../src/journey/vocabulary.js';
import type { RuleSlice } from '../src/rules/rule-slice.js';
import { type Instant, plusDays, plusHours } from '../src/time/instant.js';
import { enrolmentUnder } from './northgate.js';
import {
  type ProductBag,
  tellInfusion,
  tellBeforeLymphodepletion,
  tellLymphodepletion,
  tellProductReceived,
  tellDonor,
  tellReleasedBatch,
  tellScreening,
  tellUnitAllocated,
  tellUnitOffered,
  tellWell,
  verifyIdentity,
} from './scenes.js';
import { ToldJourney } from './told-journey.js';

/** How a told journey differs from the plain one. */
export type Telling = {
  readonly enrolment?: Partial<Enrolment>;
  /** Bag ids of the product; one bag when left out. */
  readonly productBags?: readonly ProductBag[];
};

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

function schedulingOffTheShelf(journey: ToldJourney): void {
  const startsAt = plusDays(journey.now, 20);
  const bed = { kind: 'bed', appointmentId: 'bed-1', revision: 1, startsAt };
  journey.later(4).ask('appointment.requested', 'slot.requested').tell('appointment.offered', bed);
  journey.decide('book-schedule', { bedAppointmentId: 'bed-1' });
  journey.tell('appointment.confirmed', bed).pass('schedule.confirmed');
}

/** A unit is offered, fits the patient, is chosen and put aside. */
function allocation(journey: ToldJourney): void {
  journey.ask('allocation.requested');
  tellUnitOffered(tellDonor(journey), 'U1');
  journey.decide('allocate-unit', { unitId: 'U1' });
  tellUnitAllocated(journey.ask('allocation.requested'), 'U1').pass('allocation.confirmed');
}

function scheduling(journey: ToldJourney): void {
  if (isOffTheShelf(journey.state)) return schedulingOffTheShelf(journey);
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

function inboundShipment(journey: ToldJourney): void {
  tellProductReceived(journey).tell('screening.resulted', {
    test: 'active-infection',
    qualitative: 'negative',
    collectedAt: journey.now,
  });
  tellBeforeLymphodepletion(journey);
  const [regimen] = journey.state.rules.lymphodepletion.regimens;
  journey.decide('authorize-lymphodepletion', { regimen: regimen?.id });
  journey.pass('lymphodepletion.may-start');
}

function lymphodepletion(journey: ToldJourney): void {
  verifyIdentity(tellLymphodepletion(journey));
  journey.decide('authorize-infusion', { doseNumber: 1 });
  journey.pass('infusion.may-start');
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
  allocation,
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
    // A product off the shelf is allocated, another one collected and made.
    if (journey.state.stage !== name) continue;
    chapter(journey, telling);
  }
  if (journey.state.stage !== stage) throw new RangeError(`stands in ${journey.state.stage}`);
  plain.set(key, journey);
  return journey.fork();
}

/** Tells the present stage to its end. */
export function leave(journey: ToldJourney, telling: Telling = {}): ToldJourney {
  const chapter = Object.entries(tellings).find(([name]) => name === journey.state.stage)?.[1];
  chapter?.(journey, telling);
  return journey;
}
