import type { Instant } from '../time/instant.js';
import {
  type CapdAssessment,
  type IceAssessment,
  type Observation,
  type ObservationOf,
  ofType,
} from './observation.js';

/** The tool that measures encephalopathy: ICE, or CAPD for young or developmentally delayed patients. */
export type Tool = 'ice' | 'capd';

/** Age in whole years at enrolment, when that was, and below which age CAPD takes the place of ICE. */
export type ToolOptions = {
  readonly ageYearsAtEnrolment: number;
  readonly enrolledAt: Instant;
  readonly capdBelowAgeYears: number;
};

/** One assessment with the right tool; `grade` is undefined when it gives no score. */
export type NeurologicalScore = {
  readonly eventId: string;
  readonly happenedAt: Instant;
  readonly grade: number | undefined;
};

function wholeYearsBetween(from: Instant, to: Instant): number {
  const start = new Date(from);
  const end = new Date(to);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  const anniversary = new Date(start);
  anniversary.setUTCFullYear(start.getUTCFullYear() + years);
  return Math.max(0, end < anniversary ? years - 1 : years);
}

/** The tool for this patient at an instant, by the age an assessment states or else the age since enrolment. */
export function toolAt(
  observations: readonly Observation[],
  at: Instant,
  options: ToolOptions,
  statedAgeYears?: number,
): Tool {
  const isDelayed = ofType(observations, 'ice.assessed').some(
    ({ data, happenedAt }) =>
      data.notAssessable === 'developmental' && Date.parse(happenedAt) <= Date.parse(at),
  );
  const age =
    statedAgeYears ?? options.ageYearsAtEnrolment + wholeYearsBetween(options.enrolledAt, at);
  return isDelayed || age < options.capdBelowAgeYears ? 'capd' : 'ice';
}

function gradeOfIce(ice: IceAssessment): number | undefined {
  // Global aphasia in an awake patient counts as a score of 0.
  if (ice.notAssessable === 'aphasia') return 3;
  const { orientation, naming, command, writing, attention } = ice;
  const items = [orientation, naming, command, writing, attention];
  if (ice.notAssessable !== undefined || items.includes(undefined)) return undefined;
  const score = items.reduce<number>((sum, item) => sum + (item ?? 0), 0);
  if (score <= 2) return 3;
  if (score <= 6) return 2;
  return score <= 9 ? 1 : 0;
}

function gradeOfCapd({ score, notAssessable }: CapdAssessment): number | undefined {
  if (notAssessable === 'unable') return 4;
  if (score === undefined || notAssessable !== undefined) return undefined;
  if (score >= 9) return 3;
  return score >= 1 ? 1 : 0;
}

/** The assessments made with the tool that was right for the patient then, in the order they happened. */
export function neurologicalScores(
  observations: readonly Observation[],
  options: ToolOptions,
): readonly NeurologicalScore[] {
  const isRight = (
    one: ObservationOf<'ice.assessed'> | ObservationOf<'capd.assessed'>,
    tool: Tool,
  ): boolean => toolAt(observations, one.happenedAt, options, one.data.ageYears) === tool;
  const scored = (
    one: ObservationOf<'ice.assessed'> | ObservationOf<'capd.assessed'>,
    grade: number | undefined,
  ): NeurologicalScore => ({ eventId: one.eventId, happenedAt: one.happenedAt, grade });
  return [
    ...ofType(observations, 'ice.assessed')
      .filter((one) => isRight(one, 'ice'))
      .map((one) => scored(one, gradeOfIce(one.data))),
    ...ofType(observations, 'capd.assessed')
      .filter((one) => isRight(one, 'capd'))
      .map((one) => scored(one, gradeOfCapd(one.data))),
  ].toSorted(
    (a, b) =>
      Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1),
  );
}
