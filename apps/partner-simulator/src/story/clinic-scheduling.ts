import { codeOf } from './identifiers.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { answering, days, hours, instant, ms, type PlannedEvent } from './planned-event.js';

/** An appointment the clinic offers. */
export type Offer = {
  readonly kind: 'apheresis' | 'bed';
  readonly appointmentId: string;
  readonly revision: number;
  readonly startsAt: string;
  readonly endsAt: string;
};

function onTheMorningOf(at: number): number {
  const day = days(1);
  return Math.ceil(at / day) * day + hours(13);
}

/**
 * The morning of the collection for which offers are asked, the same for clinic and manufacturer: on the day that the other has
 * offered, where it has, else as soon as both can.
 */
export function collectionOn(request: PartnerRequest, random: Circumstances['random']): number {
  const { collectionDate, notBefore } = request.data;
  if (typeof collectionDate === 'string') return onTheMorningOf(ms(collectionDate.slice(0, 10)));
  const chance = random(`offers-${request.id.replace('slot.requested', 'appointment.requested')}`);
  const earliest = Math.max(
    ms(request.time) + days(chance.between(4, 8)),
    typeof notBefore === 'string' ? ms(notBefore) : 0,
  );
  return onTheMorningOf(earliest);
}

/** Whether it is no question for offers but says that a bed is booked. */
function isBooked({ data }: PartnerRequest): boolean {
  return data['bedAppointmentId'] !== undefined;
}

/** Whether nothing is to be collected from the patient. */
function isForBedAlone({ data: { kinds } }: PartnerRequest): boolean {
  return Array.isArray(kinds) && !kinds.includes('apheresis');
}

/** What the clinic offers on a request for appointments; the same whenever it is asked again. */
export function offersOf(
  request: PartnerRequest,
  { random, fate }: Pick<Circumstances, 'random' | 'fate'>,
): { readonly apheresis: Offer; readonly bed: Offer } {
  const apheresisAt = collectionOn(request, random);
  const waitDays = isForBedAlone(request) ? 8 : fate.manufacturingDays + 6;
  const bedAt = onTheMorningOf(apheresisAt + days(waitDays));
  const offer = (kind: Offer['kind'], startsAt: number, length: number): Offer => ({
    kind,
    appointmentId: `${kind === 'bed' ? 'BED' : 'APH'}-${codeOf(kind, request.id)}`,
    revision: 1,
    startsAt: instant(startsAt),
    endsAt: instant(startsAt + length),
  });
  return {
    apheresis: offer('apheresis', apheresisAt, hours(10)),
    bed: offer('bed', bedAt, days(21)),
  };
}

/** The offers of the clinic's latest answer about appointments. */
export function latestOffers(
  circumstances: Circumstances,
): ReturnType<typeof offersOf> | undefined {
  const asked = circumstances.earlier.findLast(
    (one) => one.type === 'appointment.requested' && !isBooked(one),
  );
  return asked === undefined ? undefined : offersOf(asked, circumstances);
}

/** Offers of an apheresis and a bed, held for a fortnight; the confirmation of a bed that was booked alone. */
export function appointments(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  const { cast, random } = circumstances;
  const clinic = answering(
    request,
    cast.clinicOf(cast.siteOf(request.partnerId)),
    'clinic.events.v1',
  );
  const at = ms(request.time) + hours(random(`offer-delay-${request.id}`).between(3, 24));
  if (isBooked(request)) {
    const offered = latestOffers(circumstances);
    return offered === undefined
      ? []
      : [clinic('confirm-bed', at, 'appointment.confirmed', offered.bed)];
  }
  const { apheresis, bed } = offersOf(request, circumstances);
  return (isForBedAlone(request) ? [bed] : [apheresis, bed]).map((offer) =>
    clinic(`offer-${offer.kind}`, at, 'appointment.offered', {
      ...offer,
      holdUntil: instant(at + days(14)),
    }),
  );
}
