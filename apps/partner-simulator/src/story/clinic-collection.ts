import { latestOffers } from './clinic-scheduling.js';
import { normalResult } from './screening-result.js';
import { codeOf, donationNumber } from './identifiers.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { numberOf, textsOf } from './partner-request.js';
import {
  answering,
  days,
  hours,
  instant,
  minutes,
  ms,
  type PlannedEvent,
} from './planned-event.js';

const markers = ['hbv', 'hcv', 'hiv'];

/** The confirmed appointments, then the day of the apheresis to the counted and labelled cells. */
export function collection(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  const { cast, random } = circumstances;
  const site = cast.siteOf(request.partnerId);
  const clinic = answering(request, cast.clinicOf(site), 'clinic.events.v1');
  const chance = random(`collection-${request.id}`);
  const confirmedAt = ms(request.time) + hours(chance.between(1, 8));
  const offers = latestOffers(circumstances);
  if (offers === undefined) return [];
  const startedAt = Math.max(ms(offers.apheresis.startsAt), confirmedAt + hours(14));
  return [
    ...Object.values(offers).map((offer) =>
      clinic(`confirm-${offer.kind}`, confirmedAt, 'appointment.confirmed', offer),
    ),
    ...dayOfApheresis(request, circumstances, startedAt),
    ...waiting(request, circumstances, startedAt),
  ];
}

function dayOfApheresis(
  request: PartnerRequest,
  { cast, fate, random }: Circumstances,
  startedAt: number,
): readonly PlannedEvent[] {
  const site = cast.siteOf(request.partnerId);
  const clinic = answering(request, cast.clinicOf(site), 'clinic.events.v1');
  const laboratory = answering(request, cast.laboratoryOf(site), 'lab.events.v1');
  const chance = random(`apheresis-${request.id}`);
  const attempt = numberOf(request, 'attempt', 1);
  const completedAt = startedAt + minutes(chance.whole(180, 330));
  const donationId = donationNumber(site, instant(startedAt), request.id);
  const bags = [0, 1].slice(0, chance.whole(1, 2)).map((index) => ({
    bagId: `AP-${codeOf('bag', request.id, String(index))}`,
    volumeMl: chance.whole(90, 160),
  }));
  const cd3Cells =
    fate.hasLowYield && attempt === 1
      ? Math.round(chance.between(3e8, 5.5e8))
      : Math.round(chance.aroundMedian(2.6e9, 9e8, 7e9));
  const tests = [...new Set([...textsOf(request, 'dayCounts'), ...markers])];
  const coi = request.subject;
  return [
    ...tests.map((test) =>
      laboratory(`day-${test}`, startedAt - minutes(20), 'screening.resulted', {
        test,
        ...normalResult(test, chance),
        collectedAt: instant(startedAt - minutes(90)),
      }),
    ),
    clinic('started', startedAt, 'apheresis.started', {
      coi,
      attempt,
      startedAt: instant(startedAt),
    }),
    clinic('completed', completedAt, 'apheresis.completed', {
      coi,
      attempt,
      donationId,
      bags,
      processedVolumeMl: chance.whole(8_000, 15_000),
      completedAt: instant(completedAt),
    }),
    ...bags.map(({ bagId }, index) =>
      clinic(`label-${index}`, completedAt + minutes(15), 'label.applied', {
        labelId: `LB-${codeOf('label', bagId)}`,
        bagId,
      }),
    ),
    clinic('counted', completedAt + hours(chance.between(3, 16)), 'collection.counted', {
      donationId,
      totalNucleatedCells: cd3Cells * 2 + 3e9,
      cd3Cells,
      viabilityPercent: chance.whole(92, 99),
    }),
  ];
}

/** What happens to the patient while the product is made: bridging, or death. */
function waiting(
  request: PartnerRequest,
  { cast, fate }: Circumstances,
  collectedAt: number,
): readonly PlannedEvent[] {
  const clinic = answering(
    request,
    cast.clinicOf(cast.siteOf(request.partnerId)),
    'clinic.events.v1',
  );
  const { bridging, diesWaitingOnDay } = fate;
  const events: PlannedEvent[] = [];
  if (bridging !== null && numberOf(request, 'attempt', 1) === 1) {
    const startedAt = collectedAt + days(bridging.startDay);
    const endedAt = collectedAt + days(bridging.endDay);
    const { modality } = bridging;
    const purpose = 'bridging';
    events.push(
      clinic('bridging-started', startedAt, 'bridging.started', { modality, purpose }),
      clinic('bridging-completed', endedAt + hours(4), 'bridging.completed', {
        modality,
        purpose,
        lastDoseAt: instant(endedAt),
      }),
    );
  }
  if (diesWaitingOnDay !== null) {
    events.push(deathOf(clinic, collectedAt + days(diesWaitingOnDay), 'disease-progression'));
  }
  return events;
}

/** The report of a death that happened at `at`. */
export function deathOf(
  write: ReturnType<typeof answering>,
  at: number,
  cause: string,
): PlannedEvent {
  return write('death', at + hours(3), 'death.reported', {
    diedOn: instant(at).slice(0, 10),
    cause,
    relatedness: 'unrelated',
    happenedAt: instant(at),
  });
}
