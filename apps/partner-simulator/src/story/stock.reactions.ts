import { codeOf } from './identifiers.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { answering, days, hours, instant, ms, type PlannedEvent } from './planned-event.js';

/** The number of the unit that a manufacturer offers on a request. */
export function unitNumber(requestId: string): string {
  return `UNIT-${codeOf('unit', requestId)}`;
}

function lotNumber(requestId: string): string {
  return `DONOR-${codeOf('donor', requestId).slice(-4)}`;
}

/** What a manufacturer with units in stock publishes: an offer with its donor, then the chosen unit put aside. */
export function stockReaction(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  const { unitId } = request.data;
  return typeof unitId === 'string'
    ? [putAside(request, circumstances, unitId)]
    : offer(request, circumstances);
}

function offer(
  request: PartnerRequest,
  { cast, patient, random }: Circumstances,
): readonly PlannedEvent[] {
  const chance = random(`stock-${request.id}`);
  const at = ms(request.time) + hours(chance.between(2, 20));
  const donorLotId = lotNumber(request.id);
  const [bag] = cast.bagsMade(patient?.weightKg ?? null, () => false);
  const { destination } = request.data;
  const write = answering(request, cast.partner(request.partnerId), 'manufacturing.events.v1');
  const laboratory = answering(request, cast.laboratoryOf(String(destination)), 'lab.events.v1');
  const offered = write('unit-offered', at, 'unit.offered', {
    unitId: unitNumber(request.id),
    donorLotId,
    hlaMatch: `${chance.whole(4, 9)}/10`,
    ...(bag === undefined ? {} : { carPositiveViableCells: bag.carPositiveViableCells }),
    reservedUntil: instant(at + days(7)),
    releasedAt: instant(at - days(chance.between(20, 60))),
    expiresAt: instant(at + days(cast.shelfLifeDays())),
  });
  const determined = laboratory('donor-determined', at + hours(1), 'donor.eligibility-determined', {
    donorCode: donorLotId,
    eligible: true,
  });
  return [offered, determined];
}

function putAside(
  request: PartnerRequest,
  { cast, earlier, random }: Circumstances,
  unitId: string,
): PlannedEvent {
  const offeredOn = earlier.findLast((one) => unitNumber(one.id) === unitId);
  const at = ms(request.time) + hours(random(`put-aside-${request.id}`).between(1, 6));
  return answering(request, cast.partner(request.partnerId), 'manufacturing.events.v1')(
    'unit-allocated',
    at,
    'unit.allocated',
    { unitId, donorLotId: lotNumber(offeredOn?.id ?? request.id) },
  );
}
