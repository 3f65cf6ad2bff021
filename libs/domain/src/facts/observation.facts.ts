import type { JourneyEvent } from '../journey/event.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { observationOf } from '../toxicity/observation.js';
import { retainedObservations } from '../toxicity/retained-observations.js';

/** Keeps of an observation what grading can still need; any other event changes nothing here. */
export function withObservation(
  state: JourneyState,
  event: Pick<JourneyEvent, 'id' | 'type' | 'data'>,
  madeAt: Instant,
): JourneyState {
  const observation = observationOf({
    type: event.type,
    eventId: event.id,
    happenedAt: madeAt,
    data: event.data,
  });
  if (observation === null) return state;
  const observations = [...state.observations, observation];
  return {
    ...state,
    observations: retainedObservations(observations, state.rules.monitoring.cadenceHours),
  };
}
