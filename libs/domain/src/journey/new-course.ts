import type { DecisionCommand } from '../decisions/decision-command.js';
import { personOf } from '../decisions/effect.js';
import { journeyIdentifier } from '../identifiers/journey-identifier.js';
import { type Instant, isAtOrAfter, plusYears } from '../time/instant.js';
import type { Enrolment } from './enrolment.js';
import type { Digest } from './record.js';
import type { JourneyState } from './state.js';

/** Whether another course of the patient was decided on. */
export function isTreatedAgain({ decisions }: JourneyState): boolean {
  return decisions.some(({ type }) => type === 'start-new-course');
}

/** The journey that follows on another one has the same identifier however often it is asked for. */
export function nextJourneyId({ journeyId }: Pick<JourneyState, 'journeyId'>, digest: Digest) {
  const hash = digest.hash(`${journeyId}/next-course`);
  const bytes = Array.from({ length: hash.length / 2 }, (_, at) =>
    Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16),
  );
  return journeyIdentifier(Uint8Array.from(bytes));
}

/**
 * What the next course of a patient begins with, where a decision starts one: the rules and parties that came with the
 * decision, and the patient as this journey knows them now; undefined for every other decision.
 */
export function nextCourse(
  state: JourneyState,
  command: DecisionCommand,
  now: Instant,
  digest: Digest,
): Enrolment | undefined {
  const { type, arrangement } = command;
  if (type !== 'start-new-course' || arrangement === undefined) return undefined;
  const { enrolment, weightKg } = state;
  const { referralId: _, probableDuplicateOf: __, ...ground } = enrolment;
  const { id, role } = personOf(command);
  return {
    ...ground,
    ...arrangement,
    journeyId: nextJourneyId(state, digest),
    course: enrolment.course + 1,
    previousJourneyId: state.journeyId,
    diseaseStatus: state.clinical.relapse === null ? 'refractory' : 'relapsed',
    ageYears: enrolment.ageYears + wholeYears(enrolment.enrolledAt, now),
    weightKg,
    priorLines: enrolment.priorLines + 1,
    enrolledBy: { id, role: role ?? '' },
    enrolledAt: now,
  };
}

function wholeYears(from: Instant, until: Instant): number {
  let years = 0;
  while (isAtOrAfter(until, plusYears(from, years + 1))) years += 1;
  return years;
}
