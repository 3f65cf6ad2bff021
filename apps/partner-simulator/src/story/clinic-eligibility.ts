import { deathOf } from './clinic-collection.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { textsOf } from './partner-request.js';
import { normalResult } from './screening-result.js';
import { answering, days, hours, instant, ms, type PlannedEvent } from './planned-event.js';

/** Screening, consent, coverage and the clinic's own recommendation, within about a week. */
export function eligibility(
  request: PartnerRequest,
  { cast, fate, random }: Circumstances,
): readonly PlannedEvent[] {
  const chance = random('eligibility-answers');
  const site = cast.siteOf(request.partnerId);
  const clinic = answering(request, cast.clinicOf(site), 'clinic.events.v1');
  const laboratory = answering(request, cast.laboratoryOf(site), 'lab.events.v1');
  const start = ms(request.time);
  const collectedAt = start + hours(chance.between(6, 30));
  const resultsAt = collectedAt + hours(chance.between(4, 20));
  const tests = [...new Set(['alc', ...textsOf(request, 'tests')])];
  const isFinding = (test: string): boolean => fate.isIneligible && test === 'active-infection';
  const screening = tests.map((test, index) =>
    laboratory(`screening-${test}`, resultsAt + index * 1_000, 'screening.resulted', {
      test,
      ...(isFinding(test) ? { qualitative: 'positive' } : normalResult(test, chance)),
      collectedAt: instant(collectedAt),
    }),
  );
  const consentAt = start + hours(chance.between(20, 60));
  const coverageAt = start + days(chance.between(2, 5));
  const assessedAt = Math.max(resultsAt, consentAt) + hours(chance.between(2, 10));
  return [
    clinic('medication', start + hours(2), 'medication.recorded', {
      drug: 'prednisone',
      drugClass: 'corticosteroid',
      lastDose: instant(start - days(4)).slice(0, 10),
    }),
    ...textsOf(request, 'priorClasses').map((drugClass, index) =>
      clinic(`earlier-${drugClass}`, start + hours(2) + index * 1_000, 'medication.recorded', {
        drug: drugClass,
        drugClass,
        lastDose: instant(start - days(200)).slice(0, 7),
      }),
    ),
    ...screening,
    ...(cast.isOffTheShelf() ? [typing(laboratory, resultsAt + hours(6))] : []),
    clinic('consent-treatment', consentAt, 'consent.signed', {
      scope: 'treatment',
      documentVersion: '2026-1',
      signedBy: 'patient',
    }),
    clinic('coverage', coverageAt, 'coverage.approved', {
      payer: 'demonstration-payer',
      reference: `COV-${request.subject.slice(-8)}`,
      covers: textsOf(request, 'covers'),
    }),
    clinic('assessment', assessedAt, 'eligibility.assessed', {
      criteria: tests.map((test) => ({ code: test, met: !isFinding(test) })),
      recommendation: fate.isIneligible ? 'ineligible' : 'eligible',
    }),
    ...deathWhileWaiting(clinic, start, fate),
  ];
}

/** The patient's antibodies against donors: none. */
function typing(laboratory: ReturnType<typeof answering>, at: number): PlannedEvent {
  return laboratory('histocompatibility', at, 'histocompatibility.resulted', {
    hla: ['A*02:01', 'B*07:02'],
    donorSpecificAntibodies: false,
  });
}

function deathWhileWaiting(
  clinic: ReturnType<typeof answering>,
  start: number,
  { leavesWaiting }: Circumstances['fate'],
): readonly PlannedEvent[] {
  if (leavesWaiting?.reason !== 'death') return [];
  const death = deathOf(clinic, start + days(leavesWaiting.afterDays), 'disease-progression');
  return [{ ...death, onlyWhileWaiting: true }];
}
