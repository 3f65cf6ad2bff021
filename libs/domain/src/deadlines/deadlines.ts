import { infusionWindow } from '../gates/infusion.gate.js';
import { apheresisAppointment, bookedSchedule } from '../gates/scheduling.gate.js';
import { currentBatch, isInfused, type JourneyState } from '../journey/state.js';
import { isBefore, plusDays, plusHours, plusMinutes } from '../time/instant.js';
import { nextAssessment } from './assessment-cadence.js';
import type { Deadline } from './deadline.js';

/** Hours an event may wait for what has to come before it; an operating default. */
const parkedHours = 24;
const urgentParkedHours = 1;

/** Every deadline of a journey that is still open, earliest first. */
export function deadlinesOf(state: JourneyState): readonly Deadline[] {
  if (state.stage === 'closed') return [];
  return [
    ...holdUntil(state),
    ...collection(state),
    ...manufacture(state),
    ...shippers(state),
    ...product(state),
    ...infusion(state),
    ...thawClocks(state),
    ...assessment(state),
    ...visits(state),
    ...parkedEvents(state),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.name < b.name ? -1 : 1));
}

/** The earliest deadline that is still open. */
export function nextDeadlineOf(
  state: JourneyState,
): { readonly name: string; readonly at: string } | undefined {
  const [first] = deadlinesOf(state);
  return first === undefined ? undefined : { name: first.name, at: first.at };
}

function holdUntil(state: JourneyState): readonly Deadline[] {
  if (state.stage !== 'scheduling' || bookedSchedule(state) !== null) return [];
  return [...Object.values(state.slots), ...Object.values(state.appointments)].flatMap((offer) =>
    offer.status === 'offered' && offer.holdUntil !== undefined
      ? [
          {
            name: `offer-held/${'slotId' in offer ? offer.slotId : offer.appointmentId}`,
            at: offer.holdUntil,
            severity: 'today' as const,
            owner: 'coordinator',
            consequence: 'The offer lapses and the chain of dates has to be sought again',
          },
        ]
      : [],
  );
}

function collection(state: JourneyState): readonly Deadline[] {
  const appointment = apheresisAppointment(state);
  const isCollected = state.donations.some((one) => one.attempt === state.attempts.apheresis);
  if (state.stage !== 'leukapheresis' || appointment === undefined || isCollected) return [];
  return [
    {
      name: `apheresis/${state.attempts.apheresis}`,
      warnAt: appointment.startsAt,
      at: appointment.endsAt ?? plusHours(appointment.startsAt, 24),
      severity: 'today',
      owner: 'clinic',
      consequence: 'The manufacturing slot may be lost',
    },
  ];
}

function manufacture(state: JourneyState): readonly Deadline[] {
  const batch = currentBatch(state);
  if (batch?.status !== 'started') return [];
  return [
    {
      name: `manufacturing-turn-around/${batch.batchId}`,
      at: plusDays(batch.startedAt, state.rules.manufacturing.expectedDays),
      severity: 'planned',
      owner: 'manufacturer',
      consequence: 'Lymphodepletion and bed move; the disease may need bridging',
    },
  ];
}

function shippers(state: JourneyState): readonly Deadline[] {
  const receivedShipments = [
    ...state.materialReceipts.map((receipt) => receipt.shipmentId),
    ...state.productReceipts.map((receipt) => receipt.shipmentId),
  ];
  return state.shipments.flatMap((shipment) =>
    shipment.qualifiedUntil === undefined ||
    shipment.status === 'lost' ||
    receivedShipments.includes(shipment.shipmentId)
      ? []
      : [
          {
            name: `shipper-hold-time/${shipment.shipmentId}`,
            warnAt: plusDays(shipment.qualifiedUntil, -2),
            at: shipment.qualifiedUntil,
            severity: 'immediate' as const,
            owner: 'courier',
            consequence: 'The shipper no longer keeps the cells cold',
          },
        ],
  );
}

function product(state: JourneyState): readonly Deadline[] {
  const release = currentBatch(state)?.release;
  if (release === undefined || release === null || isInfused(state)) return [];
  return [
    {
      name: `product-expiry/${release.batchId}`,
      warnAt: plusDays(release.expiresAt, -30),
      at: release.expiresAt,
      severity: 'planned',
      owner: 'physician',
      consequence: 'The product may no longer be infused',
    },
  ];
}

function infusion(state: JourneyState): readonly Deadline[] {
  const window = infusionWindow(state);
  if (window === null || window.until === null || isInfused(state)) return [];
  return [
    {
      name: `lymphodepletion-to-infusion/${state.lymphodepletion?.attempt ?? 1}`,
      warnAt: plusDays(window.until, -1),
      at: window.until,
      severity: 'today',
      owner: 'physician',
      consequence: 'Lymphodepletion has to be repeated',
    },
  ];
}

function thawClocks(state: JourneyState): readonly Deadline[] {
  return state.infusions.flatMap((bag) =>
    bag.thawedAt === null ||
    bag.completedAt !== null ||
    bag.stopped !== null ||
    state.damagedBags.includes(bag.bagId)
      ? []
      : [
          {
            name: `thaw-clock/${bag.bagId}`,
            at: plusMinutes(bag.thawedAt, state.rules.product.thawToInfusionMinutes),
            severity: 'immediate' as const,
            owner: 'nurse',
            consequence: 'Beyond the stability of the thawed product: the physician decides',
          },
        ],
  );
}

function assessment(state: JourneyState): readonly Deadline[] {
  const next = nextAssessment(state);
  return next === null
    ? []
    : [
        {
          name: `next-assessment/${next.number}`,
          at: next.dueAt,
          severity: 'immediate',
          owner: 'nurse',
          consequence: 'Cytokine release syndrome and neurotoxicity may go unseen',
        },
      ];
}

function visits(state: JourneyState): readonly Deadline[] {
  return state.visits.flatMap((visit) =>
    visit.completed !== null || isBefore(visit.windowUntil, state.stageSince)
      ? []
      : [
          {
            name: `follow-up-visit/${visit.name}`,
            warnAt: visit.dueAt,
            at: visit.windowUntil,
            severity: 'planned' as const,
            owner: 'clinic',
            consequence: 'The patient may be lost to follow-up and the registry form is late',
          },
        ],
  );
}

/** An event whose precondition never came: somebody has to ask its sender, at once where product was given. */
function parkedEvents(state: JourneyState): readonly Deadline[] {
  return state.parked.map(({ event, needs, since }) => {
    const isUrgent = event.type.startsWith('infusion.') || event.type === 'product.thawed';
    return {
      name: `parked-event/${event.type}/${event.id}`,
      at: plusHours(since, isUrgent ? urgentParkedHours : parkedHours),
      severity: isUrgent ? ('immediate' as const) : ('today' as const),
      owner: 'coordinator',
      consequence: `What was reported counts only once ${needs} is reported too`,
    };
  });
}
