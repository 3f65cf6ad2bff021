import { isSplit } from '../gates/planned-doses.js';
import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusHours } from '../time/instant.js';
import { cadenceOf, type Setting, settingOf } from './cadence.js';

/** An assessment of toxicity that is to be made, numbered from the first infusion on within its cadence. */
export type DueAssessment = {
  readonly name: string;
  readonly number: number;
  readonly dueAt: Instant;
  /** The length of its interval. */
  readonly everyHours: number;
  readonly setting: Setting;
};

/** The window in which assessments are asked for: at home they go on until nobody has to watch any more. */
function windowOf(
  { windows }: JourneyState,
  setting: Setting,
): JourneyState['windows'][number] | undefined {
  const daily = windows.find((one) => one.name === 'daily-monitoring');
  const watch = windows.find((one) => one.name === 'total-watch');
  if (setting !== 'outpatient' || daily === undefined || watch === undefined) return daily;
  return isBefore(daily.until, watch.until) ? { ...daily, until: watch.until } : daily;
}

/**
 * The next assessment inside the window of daily monitoring, or of the whole watch for a patient at home: one per interval of
 * the cadence that now holds, due at its end. An interval counts as assessed when an observation falls into it; those over
 * before monitoring began ask for none. Null outside the window.
 */
export function nextAssessment(state: JourneyState): DueAssessment | null {
  const setting = settingOf(state);
  const window = windowOf(state, setting);
  if (window === undefined || !isWatched(state)) return null;
  const latest = latestObservation(state);
  const { hours } = cadenceOf(state, latest);
  const from = Date.parse(window.from);
  const intervalOf = (at: Instant): number =>
    Math.floor((Date.parse(at) - from) / (hours * 3_600_000)) + 1;
  const seen = latest === null ? 0 : intervalOf(latest);
  const suffix = hours === state.rules.monitoring.cadenceHours ? '' : `-every-${hours}h`;
  const nameOf = (number: number): string => `${number}${suffix}`;
  const first = Math.max(1, intervalOf(state.stageSince), seen + 1);
  const number = firstOpen(state, first, nameOf);
  const dueAt = plusHours(window.from, number * hours);
  return isBefore(window.until, dueAt)
    ? null
    : { name: nameOf(number), number, dueAt, everyHours: hours, setting };
}

/** Between two doses the patient is watched as after the last one. */
function isWatched(state: JourneyState): boolean {
  return state.stage === 'monitoring' || (state.stage === 'infusion' && isSplit(state));
}

/** An assessment that was missed to its last step is not waited for any more; the next one is. */
function firstOpen(
  { firedSteps }: JourneyState,
  first: number,
  nameOf: (number: number) => string,
): number {
  const over = firedSteps.flatMap((step) => {
    const [, name, number] = /^(?:next-assessment|check-in)\/((\d+)[^#]*)#/.exec(step) ?? [];
    const isLast = step.endsWith(step.startsWith('check-in') ? lastCheckInStep : '#3');
    return isLast && name === nameOf(Number(number)) ? [Number(number) + 1] : [];
  });
  return Math.max(first, ...over);
}

const lastCheckInStep = '#6';

function latestObservation(state: JourneyState): Instant | null {
  const assessments = state.observations.filter(
    ({ type }) => type !== 'medication.given' && type !== 'laboratory.resulted',
  );
  return assessments.reduce<Instant | null>(
    (latest, { happenedAt }) =>
      latest === null || isBefore(latest, happenedAt) ? happenedAt : latest,
    null,
  );
}
