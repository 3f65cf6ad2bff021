import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { nextDeadlineOf } from '#domain/deadlines/deadlines.js';
import { evaluate } from '#domain/gates/gates.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { GateName } from '#domain/journey/vocabulary.js';
import type { Instant } from '#domain/time/instant.js';
import { journeyAttributes } from './search-attributes.js';

/** What is shown of a journey. */
type Shown = {
  readonly state: JourneyState;
  readonly nextGate: GateName | undefined;
  now(): Instant;
};

/** What operators find a journey by, as they see it at present. */
export type ShownAttributes = ReturnType<typeof attributesOf>;

/**
 * Shows operators where a journey stands; `shown` is what they see so far, undefined at the start of a run. Returns what they
 * see from now on.
 */
export function showToOperators(
  journey: Shown,
  shown: ShownAttributes | undefined,
): ShownAttributes {
  const now = journey.now();
  setCurrentDetails(detailsOf(journey, now));
  const attributes = attributesOf(journey.state, nextDueShown(journey.state, shown, now));
  const changed = attributes.filter(
    ({ key, value }) =>
      JSON.stringify(shown?.find((one) => one.key === key)?.value) !== JSON.stringify(value),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
  return attributes;
}

/**
 * A next deadline that moved later is shown when the former one is over: each change costs the history an event, and who looks
 * for what is overdue finds the same.
 */
function nextDueShown(
  state: JourneyState,
  shown: ShownAttributes | undefined,
  now: Instant,
): Date | null {
  const due = nextDeadlineOf(state)?.at;
  if (due === undefined) return null;
  const before = shown?.find(({ key }) => key === journeyAttributes.nextDue)?.value;
  const isStillAhead = before instanceof Date && before.getTime() > Date.parse(now);
  return isStillAhead && before.getTime() < Date.parse(due) ? before : new Date(due);
}

function attributesOf(state: JourneyState, nextDue: Date | null) {
  return [
    { key: journeyAttributes.protocol, value: String(protocolVersion) },
    { key: journeyAttributes.stage, value: state.stage },
    { key: journeyAttributes.site, value: state.enrolment.sites.treating },
    { key: journeyAttributes.product, value: state.rules.product.id },
    { key: journeyAttributes.holds, value: state.holds.map(({ kind }) => kind) },
    { key: journeyAttributes.nextDue, value: nextDue },
  ];
}

function detailsOf({ state, nextGate }: Shown, now: Instant): string {
  const waiting =
    nextGate === undefined
      ? []
      : evaluate(nextGate, state, now)
          .requirements.filter((one) => !one.met)
          .map((one) => `- ${one.text} (${one.owner})`);
  const deadline = nextDeadlineOf(state);
  return [
    `**${state.stage}** since ${state.stageSince}`,
    ...(nextGate === undefined ? [] : [`Next gate: \`${nextGate}\``]),
    ...(waiting.length === 0 ? [] : ['Waiting for:', ...waiting]),
    ...state.holds.map(({ kind, since }) => `On hold: **${kind}** since ${since}`),
    ...(deadline === undefined ? [] : [`Next deadline: ${deadline.name} at ${deadline.at}`]),
    ...(state.outcome === null ? [] : [`Ended: ${state.outcome.outcome}`]),
  ].join('\n\n');
}
