import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { nextDeadlineOf } from '#domain/deadlines/deadlines.js';
import { evaluate } from '#domain/gates/gates.js';
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

/** Shows operators where a journey stands; `before` is undefined at the start of a run. */
export function showToOperators(journey: Shown, before: JourneyState | undefined): void {
  const { state } = journey;
  setCurrentDetails(detailsOf(journey, journey.now()));
  const changed = attributesOf(state).filter(
    ({ key, value }) =>
      before === undefined ||
      JSON.stringify(attributesOf(before).find((one) => one.key === key)?.value) !==
        JSON.stringify(value),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
}

function attributesOf(state: JourneyState) {
  const due = nextDeadlineOf(state)?.at;
  return [
    { key: journeyAttributes.stage, value: state.stage },
    { key: journeyAttributes.site, value: state.enrolment.sites.treating },
    { key: journeyAttributes.product, value: state.rules.product.id },
    { key: journeyAttributes.holds, value: state.holds.map(({ kind }) => kind) },
    { key: journeyAttributes.nextDue, value: due === undefined ? null : new Date(due) },
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
