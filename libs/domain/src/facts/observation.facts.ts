import { happenedAt, type JourneyEvent } from '../journey/event.js';
import type { JourneyState } from '../journey/state.js';
import { observationOf } from '../toxicity/observation.js';
import { retainedObservations } from '../toxicity/retained-observations.js';

/** Keeps of an observation what grading can still need; any other event changes nothing here. */
export function withObservation(state: JourneyState, event: JourneyEvent): JourneyState {
  const observation = observationOf({
    type: event.type,
    eventId: event.id,
    happenedAt: happenedAt(event),
    data: event.data,
  });
  if (observation === null) return state;
  const observations = [...state.observations, observation];
  return {
    ...state,
    observations: retainedObservations(observations, state.rules.monitoring.cadenceHours),
  };
}
