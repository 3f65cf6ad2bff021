import { deathOf } from './clinic-collection.js';
import { signsFound } from './clinic-signs.js';
import { reachesGrade } from './toxicity-course.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
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

/** A course of lymphodepletion dose by dose, and the checks before the infusion. */
export function lymphodepletion(
  request: PartnerRequest,
  { cast, fate, random }: Circumstances,
): readonly PlannedEvent[] {
  const clinic = answering(
    request,
    cast.clinicOf(cast.siteOf(request.partnerId)),
    'clinic.events.v1',
  );
  const chance = random(`lymphodepletion-${request.id}`);
  const regimen = textOf(request, 'regimen');
  const startedAt = ms(request.time) + hours(chance.between(8, 20));
  const doses = cast.dosesOf(regimen).map((dose, index) => ({
    ...dose,
    at: startedAt + days(dose.day - 1) + minutes(20 + (index % 3) * 70),
  }));
  const completedAt = Math.max(startedAt, ...doses.map((dose) => dose.at)) + hours(1);
  const infection = (step: string, at: number, qualitative: string): PlannedEvent =>
    clinic(step, at + hours(5), 'screening.resulted', {
      test: 'active-infection',
      qualitative,
      collectedAt: instant(at),
    });
  return [
    clinic('started', startedAt, 'lymphodepletion.started', { regimen }),
    ...doses.map(({ drug, doseMgPerM2, day, at }) =>
      clinic(`dose-${day}-${drug}`, at, 'lymphodepletion.dose-given', { drug, doseMgPerM2, day }),
    ),
    clinic('completed', completedAt, 'lymphodepletion.completed', {
      completedAt: instant(completedAt),
    }),
    ...(fate.hasInfectionBeforeInfusion
      ? [
          infection('infection-found', completedAt + days(1), 'positive'),
          infection('infection-over', completedAt + days(3.5), 'negative'),
        ]
      : [infection('infection-excluded', completedAt + days(1), 'negative')]),
    clinic('intensive-care', completedAt + hours(2), 'intensive-care.informed', { unit: 'icu' }),
    clinic('stock', completedAt + hours(3), 'medicine-stock.confirmed', {
      drug: 'tocilizumab',
      doses: 4,
      reservedForJourney: true,
      expiresOn: instant(completedAt + days(200)).slice(0, 10),
      location: 'ward-pharmacy',
    }),
  ];
}

/** The check for infection that a new course of lymphodepletion needs, once the permission for the last one is gone. */
export function infectionCheck(
  request: PartnerRequest,
  { cast, random }: Circumstances,
): readonly PlannedEvent[] {
  const site = cast.siteOf(request.partnerId);
  const clinic = answering(request, cast.clinicOf(site), 'clinic.events.v1');
  const collectedAt = ms(request.time) + hours(random(`check-${request.id}`).between(12, 36));
  return [
    clinic('infection-excluded', collectedAt + hours(5), 'screening.resulted', {
      test: 'active-infection',
      qualitative: 'negative',
      collectedAt: instant(collectedAt),
    }),
  ];
}

type BagTimes = {
  readonly bagId: string;
  readonly thawedAt: number;
  readonly startedAt: number;
  readonly completedAt: number;
};

function bagTimes(request: PartnerRequest, { random }: Circumstances): readonly BagTimes[] {
  const chance = random(`infusion-${request.id}`);
  let at = ms(request.time) + hours(chance.between(1, 3));
  return textsOf(request, 'bagIds').map((bagId) => {
    const thawedAt = at;
    const startedAt = thawedAt + minutes(chance.whole(4, 8));
    const completedAt = startedAt + minutes(chance.whole(8, 18));
    at = completedAt + minutes(10);
    return { bagId, thawedAt, startedAt, completedAt };
  });
}

/** When the infusion began that the clinic was authorised to give; undefined before, or when it was stopped in time. */
export function infusedAt(circumstances: Circumstances): number | undefined {
  const { earlier } = circumstances;
  const begun = earlier
    .filter((one) => one.type === 'infusion.authorized')
    .flatMap((asked) => {
      const startedAt = bagTimes(asked, circumstances)[0]?.startedAt;
      const stopped = earlier.find((one) => one.data['withdraws'] === asked.id);
      const isGiven = stopped === undefined || (startedAt ?? 0) <= ms(stopped.time);
      return startedAt === undefined || !isGiven ? [] : [startedAt];
    });
  return begun.length === 0 ? undefined : Math.min(...begun);
}

/** Every bag thawed and infused one after the other, and what the patient will need later. */
export function infusion(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  const { cast, fate } = circumstances;
  const clinic = answering(
    request,
    cast.clinicOf(cast.siteOf(request.partnerId)),
    'clinic.events.v1',
  );
  const coi = request.subject;
  const batchId = textOf(request, 'batchId');
  const doseNumber = numberOf(request, 'doseNumber', 1);
  const bags = bagTimes(request, circumstances);
  const [first] = bags;
  if (first === undefined) return [];
  const { diesAfterInfusionOnDay } = fate;
  return [
    ...bags.flatMap(({ bagId, thawedAt, startedAt, completedAt }, index) => [
      clinic(`thawed-${index}`, thawedAt, 'product.thawed', {
        coi,
        batchId,
        bagId,
        thawedAt: instant(thawedAt),
      }),
      clinic(`infusion-started-${index}`, startedAt, 'infusion.started', {
        coi,
        batchId,
        bagId,
        doseNumber,
      }),
      clinic(`infusion-completed-${index}`, completedAt, 'infusion.completed', {
        coi,
        batchId,
        bagId,
        doseNumber,
      }),
    ]),
    ...treatments(clinic, fate, first.startedAt),
    ...unexpectedSigns(clinic, circumstances, first.startedAt),
    ...(diesAfterInfusionOnDay === null
      ? []
      : [deathOf(clinic, first.startedAt + days(diesAfterInfusionOnDay), 'disease-progression')]),
  ];
}

const usualAgeYears = 18;

/** Toxicity is seen when it begins and when it is worst, also between the assessments that are due. */
function unexpectedSigns(
  clinic: ReturnType<typeof answering>,
  circumstances: Circumstances,
  infusionStartedAt: number,
): readonly PlannedEvent[] {
  const { fate, patient, random } = circumstances;
  const ageYears = patient?.ageYears ?? usualAgeYears;
  return (['crs', 'icans'] as const).flatMap((kind) => {
    const { peakGrade, onsetDay, peakDay } = fate[kind];
    if (peakGrade === 0) return [];
    return [
      ['first', onsetDay + 0.05],
      ['worst', peakDay],
    ].flatMap(([which, day]) => {
      const name = `${kind}-${which}`;
      const at = infusionStartedAt + days(Number(day));
      return signsFound(clinic, circumstances, random(name), {
        at,
        day: Number(day),
        ageYears,
        name,
      });
    });
  });
}

function treatments(
  clinic: ReturnType<typeof answering>,
  { crs, icans }: Circumstances['fate'],
  infusionStartedAt: number,
): readonly PlannedEvent[] {
  const given = (drug: string, dose: number, purpose: string, day: number): PlannedEvent => {
    const at = infusionStartedAt + days(day) + hours(1);
    return clinic(`given-${drug}`, at, 'medication.given', {
      drug,
      dose,
      unit: 'mg',
      purpose,
      givenAt: instant(at),
    });
  };
  const crsDay = reachesGrade(crs, 2);
  const icansDay = reachesGrade(icans, 2);
  return [
    ...(crsDay === null ? [] : [given('tocilizumab', 560, 'crs', crsDay)]),
    ...(icansDay === null ? [] : [given('dexamethasone', 10, 'icans', icansDay)]),
  ];
}
