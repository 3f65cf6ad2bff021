import type { Arrival } from './arrival.js';
import { clinicReceives } from './clinic.reactions.js';
import { codeOf, shipmentNumber } from './identifiers.js';
import { manufacturerReceives } from './manufacturer.reactions.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { textOf } from './partner-request.js';
import { answering, days, hours, instant, ms, type PlannedEvent } from './planned-event.js';

type Limits = { readonly min: number; readonly max: number };

function limitsOf(request: PartnerRequest): Limits {
  const { min, max } = (request.data['celsius'] ?? {}) as Partial<Limits>;
  return { min: min ?? -196, max: max ?? -120 };
}

/** A shipment from booking to delivery, and its receipt by who it was for. */
export function courierReaction(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  if (request.type !== 'pickup.requested') return [];
  const { cast, fate, random } = circumstances;
  const leg = textOf(request, 'leg');
  const destination = textOf(request, 'destination');
  const isOutbound = leg === 'collection-to-manufacturer';
  const chance = random(`shipment-${request.id}`);
  const write = answering(request, cast.partner(request.partnerId), 'logistics.events.v1');
  const shipmentId = shipmentNumber(leg, request.id);
  const bookedAt = ms(request.time) + hours(chance.between(0.5, 2));
  const pickedUpAt = bookedAt + hours(chance.between(3, 10));
  const handedOverAt = pickedUpAt + hours(chance.between(4, 9));
  const arrivedAt = handedOverAt + hours(chance.between(6, 16));
  const data = {
    shipmentId,
    leg,
    carrier: 'polar-courier',
    waybill: `WB-${codeOf('waybill', request.id)}`,
    shipperId: `DRY-${codeOf('shipper', request.id).slice(-4)}`,
    qualifiedUntil: instant(bookedAt + days(10)),
    sealId: `SEAL-${codeOf('seal', request.id).slice(-6)}`,
    eta: instant(arrivedAt),
  };
  const limits = limitsOf(request);
  const hasExcursion = fate.excursionOn.some((one) => one === leg) && isFirst(circumstances, leg);
  const coldest = Math.max(limits.min, limits.max - 40) + 1;
  const warmest = hasExcursion ? limits.max + chance.whole(3, 9) : limits.max - 3;
  const arrival: Arrival = {
    shipmentId,
    arrivedAt,
    minCelsius: Math.min(coldest, warmest),
    maxCelsius: warmest,
    hasExcursion,
  };
  return [
    write('booked', bookedAt, 'shipment.booked', data),
    write('picked-up', pickedUpAt, 'shipment.picked-up', data),
    write('handed-over', handedOverAt, 'shipment.handed-over', data),
    ...(hasExcursion ? [breach(write, arrival, limits, handedOverAt)] : []),
    write('delivered', arrivedAt, 'shipment.delivered', data),
    ...(isOutbound
      ? manufacturerReceives(request, circumstances, destination, arrival)
      : clinicReceives(request, circumstances, destination, arrival)),
  ];
}

function isFirst({ earlier }: Circumstances, leg: string): boolean {
  return !earlier.some((one) => one.data['leg'] === leg);
}

function breach(
  write: ReturnType<typeof answering>,
  { shipmentId, maxCelsius }: Arrival,
  limits: Limits,
  handedOverAt: number,
): PlannedEvent {
  const since = handedOverAt + hours(1);
  const until = since + hours(1.5);
  return write('breach', until + hours(0.2), 'shipment.temperature-breached', {
    shipmentId,
    deviceId: `LOG-${shipmentId.slice(-6)}`,
    limitCelsius: limits.max,
    worstCelsius: maxCelsius,
    since: instant(since),
    until: instant(until),
  });
}
