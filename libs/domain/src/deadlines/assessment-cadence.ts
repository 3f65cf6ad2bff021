import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusHours } from '../time/instant.js';

/** An assessment of toxicity that is to be made, numbered from the first infusion on. */
export type DueAssessment = { readonly number: number; readonly dueAt: Instant };

/**
 * The next assessment inside the window of daily monitoring: one per cadence interval, due at its end. An interval
 * counts as assessed when an observation falls into it; those over before monitoring began ask for none. Null outside
 * the window.
 */
export function nextAssessment(state: JourneyState): DueAssessment | null {
  const window = state.windows.find((one) => one.name === 'daily-monitoring');
  if (window === undefined || state.stage !== 'monitoring') return null;
  const latest = latestObservation(state);
  const cadenceMs = state.rules.monitoring.cadenceHours * 3_600_000;
  const from = Date.parse(window.from);
  const intervalOf = (at: Instant): number => Math.floor((Date.parse(at) - from) / cadenceMs) + 1;
  const seen = latest === null ? 0 : intervalOf(latest);
  const missed = state.firedSteps.filter((step) => /^next-assessment\/\d+#3$/.test(step));
  const first = intervalOf(state.stageSince);
  const number = Math.max(
    1,
    first,
    seen + 1,
    ...missed.map((step) => Number(step.slice(16, -2)) + 1),
  );
  const dueAt = plusHours(window.from, number * state.rules.monitoring.cadenceHours);
  return isBefore(window.until, dueAt) ? null : { number, dueAt };
}

function latestObservation(state: JourneyState): Instant | null {
  const assessments = state.observations.filter((one) => one.type !== 'medication.given');
  return assessments.reduce<Instant | null>(
    (latest, { happenedAt }) =>
      latest === null || isBefore(latest, happenedAt) ? happenedAt : latest,
    null,
  );
}
