import type { Arrival } from './arrival.js';
import { collectionOn } from './clinic-scheduling.js';
import { codeOf, isOutbound } from './identifiers.js';
import { manufacture } from './manufacture.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { stockReaction } from './stock.reactions.js';
import { numberOf, textOf, textsOf } from './partner-request.js';
import {
  answering,
  days,
  hours,
  instant,
  minutes,
  ms,
  type PlannedEvent,
} from './planned-event.js';

/** What a manufacturer publishes on a request. */
export function manufacturerReaction(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  switch (request.type) {
    case 'slot.requested':
      return [slot(request, circumstances, request, 'slot.offered')];
    case 'manufacturing.ordered': {
      const asked = circumstances.earlier.findLast((one) => one.type === 'slot.requested');
      return asked === undefined ? [] : [slot(request, circumstances, asked, 'slot.confirmed')];
    }
    case 'allocation.requested':
      return stockReaction(request, circumstances);
    case 'remanufacture.requested':
      return manufacture(request, circumstances, {
        startsAt: ms(request.time) + hours(24),
        attempt: numberOf(request, 'attempt', 2),
        inputBagIds: [retainedBag(request)],
        partnerId: request.partnerId,
      });
    case 'excursion.assessment-requested':
      return assessExcursion(request, circumstances);
    default:
      return [];
  }
}

/** The number of the slot a manufacturer offers on a request. */
export function slotNumber(requestId: string): string {
  return `SLOT-${codeOf('slot', requestId)}`;
}

/** The part of the material that was kept frozen for a second attempt. */
function retainedBag(request: PartnerRequest): string {
  return `RT-${codeOf('retained', request.id)}`;
}

function slot(
  request: PartnerRequest,
  { cast, fate, random }: Circumstances,
  asked: PartnerRequest,
  type: 'slot.offered' | 'slot.confirmed',
): PlannedEvent {
  const collectionAt = collectionOn(asked, random);
  const startAt = collectionAt + days(1);
  const isOffer = type === 'slot.offered';
  const at =
    ms(request.time) + hours(random(`slot-answer-${request.id}`).between(2, isOffer ? 24 : 10));
  const date = (time: number): string => instant(time).slice(0, 10);
  return answering(request, cast.partner(request.partnerId), 'manufacturing.events.v1')(
    type,
    at,
    type,
    {
      slotId: slotNumber(asked.id),
      revision: 1,
      collectionDate: date(collectionAt),
      manufacturingStart: date(startAt),
      expectedRelease: date(startAt + days(fate.manufacturingDays)),
      ...(isOffer ? { holdUntil: instant(at + days(14)) } : {}),
    },
  );
}

function assessExcursion(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  const { cast, random } = circumstances;
  const chance = random(`excursion-${request.id}`);
  const shipmentId = textOf(request, 'shipmentId');
  const bagIds = textsOf(request, 'bagIds');
  const at = ms(request.time) + hours(chance.between(3, 12));
  const assessed = answering(request, cast.partner(request.partnerId), 'manufacturing.events.v1')(
    'assessed',
    at,
    'excursion.assessed',
    {
      shipmentId,
      bagIds,
      assessment: chance.chance(0.8) ? 'acceptable' : 'acceptable-with-conditions',
      basis: 'stability-data',
    },
  );
  if (!isOutbound(shipmentId)) return [assessed];
  // The material waits in quarantine for the decision before its manufacture begins.
  const startsAt = at + days(2);
  const attempt = circumstances.earlier.filter(
    ({ type }) => type === 'manufacturing.ordered',
  ).length;
  return [
    assessed,
    ...manufacture(request, circumstances, {
      startsAt,
      attempt: Math.max(1, attempt),
      inputBagIds: bagIds,
      partnerId: request.partnerId,
    }),
  ];
}

/** The receipt of collected material, and its manufacture unless an excursion has to be assessed first. */
export function manufacturerReceives(
  request: PartnerRequest,
  circumstances: Circumstances,
  partnerId: string,
  arrival: Arrival,
): readonly PlannedEvent[] {
  const { cast, random } = circumstances;
  const chance = random(`material-receipt-${request.id}`);
  const receivedAt = arrival.arrivedAt + minutes(chance.whole(20, 90));
  const bagIds = textsOf(request, 'bagIds');
  const write = answering(request, cast.partner(partnerId), 'manufacturing.events.v1');
  const received = write('material-received', receivedAt + minutes(10), 'material.received', {
    coi: request.subject,
    donationIds: textsOf(request, 'donationIds'),
    bagIds,
    shipmentId: arrival.shipmentId,
    sealIntact: true,
    minCelsius: arrival.minCelsius,
    maxCelsius: arrival.maxCelsius,
    receivedAt: instant(receivedAt),
  });
  if (arrival.hasExcursion) return [received];
  const earlierOutbound = circumstances.earlier.filter(
    (one) => one.data['leg'] === 'collection-to-manufacturer',
  );
  return [
    received,
    ...manufacture(request, circumstances, {
      startsAt: receivedAt + hours(chance.between(8, 24)),
      attempt: earlierOutbound.length + 1,
      inputBagIds: bagIds,
      partnerId,
    }),
  ];
}
