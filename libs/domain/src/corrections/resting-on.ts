import { decisionRule } from '../decisions/decision-table.js';
import { requirementNamed } from '../decisions/overriding.decisions.js';
import { evaluate } from '../gates/gates.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { currentBatch, type JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';

type Data = Readonly<Record<string, unknown>>;

/** What decisions rest on that meet no requirement, as ids of events. */
const grounds: Readonly<
  Record<string, (state: JourneyState, data: Data, now: Instant) => readonly (string | undefined)[]>
> = {
  'override-requirement': (state, data, now) => requirementNamed(state, data, now)?.evidence ?? [],
  'dispose-excursion': (state, { shipmentId }) => [
    ...state.shipments
      .filter((one) => shipmentId === undefined || sameIdentifier(one.shipmentId, shipmentId))
      .flatMap(({ excursions }) => excursions.map(({ evidence }) => evidence.eventId)),
    ...Object.entries(state.assessments)
      .filter(([id]) => shipmentId === undefined || sameIdentifier(id, shipmentId))
      .flatMap(([, words]) => words.map(({ evidence }) => evidence.eventId)),
  ],
  'order-remanufacture': lostBatch,
  'request-second-apheresis': lostBatch,
  'start-new-course': ({ clinical: { relapse, responses, antigens } }) => [
    relapse?.evidence.eventId ?? responses.at(-1)?.evidence.eventId,
    ...Object.values(antigens).map(({ evidence }) => evidence.eventId),
  ],
};

function lostBatch(state: JourneyState): readonly (string | undefined)[] {
  const batch = currentBatch(state);
  return [
    batch?.failure?.evidence.eventId,
    ...(batch?.tests ?? []).filter((one) => !one.passed).map((one) => one.evidence.eventId),
  ];
}

/** Ids of the events that a signed decision of a type rests on at an instant; none for an unsigned one. */
export function restingOn(
  state: JourneyState,
  type: string,
  data: Data,
  now: Instant,
): readonly string[] {
  const rule = decisionRule(type);
  if (rule?.signed !== true) return [];
  const { meets, needs } = rule;
  const ids =
    meets === undefined
      ? (grounds[type]?.(state, data, now) ?? [])
      : evaluate(meets.gate, state, now)
          .requirements.filter(
            ({ id }) =>
              needs === undefined ||
              needs === 'all-others' ||
              needs.includes(id) ||
              id === meets.requirement,
          )
          .flatMap((one) => one.evidence);
  const own = `${state.journeyId}/`;
  const told = ids.flatMap((id) => (id === undefined || id.startsWith(own) ? [] : [id]));
  return [...new Set(told)].toSorted();
}
