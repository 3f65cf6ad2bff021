import { signsFound } from './clinic-signs.js';
import { infusedAt } from './clinic-treatment.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { numberOf, textOf } from './partner-request.js';
import {
  answering,
  days,
  hours,
  instant,
  minutes,
  ms,
  type PlannedEvent,
} from './planned-event.js';

/** One assessment of toxicity: vital signs, the score for the age and a neurological examination. */
export function assessment(
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  const { cast } = circumstances;
  const clinic = answering(
    request,
    cast.clinicOf(cast.siteOf(request.partnerId)),
    'clinic.events.v1',
  );
  const askedAt = ms(request.time);
  const dueAt = ms(textOf(request, 'dueAt'));
  const chance = circumstances.random(`assessment-${request.id}`);
  // An assessment counts for the interval before it is due.
  const early = numberOf(request, 'everyHours', 12) * chance.between(1 / 6, 3 / 4);
  const at = Math.max(askedAt + minutes(5), dueAt - hours(early));
  const day = (at - (infusedAt(circumstances) ?? at)) / days(1);
  const ageYears = numberOf(request, 'ageYears', 18);
  return signsFound(clinic, circumstances, chance, { at, day, ageYears });
}

const visitsWithResponse = ['day-100', 'month-6', 'year-1', 'year-2'];

/** One visit of the registry calendar, with the response while it is still being followed. */
export function followUpVisit(
  request: PartnerRequest,
  { cast, patient, random }: Circumstances,
): readonly PlannedEvent[] {
  const clinic = answering(
    request,
    cast.clinicOf(cast.siteOf(request.partnerId)),
    'clinic.events.v1',
  );
  const visit = textOf(request, 'visit');
  const at = ms(request.time) + days(random(`visit-${request.id}`).between(0.2, 8));
  const response = random('response').weighted(
    [
      [0.55, 'cr'],
      [0.2, 'pr'],
      [0.1, 'sd'],
    ],
    'pd',
  );
  const completed = clinic('visit', at + hours(2), 'follow-up.completed', { visit, alive: true });
  const form = { registry: 'registry', form: 'follow-up', visit };
  const submitted = clinic('registry', at + days(2), 'registry.report-submitted', form);
  if (patient === null || !visitsWithResponse.includes(visit)) return [completed, submitted];
  return [
    clinic('response', at, 'response.assessed', {
      criteria: cast.responseCriteria(),
      response,
      assessedAt: instant(at),
    }),
    completed,
    submitted,
  ];
}
