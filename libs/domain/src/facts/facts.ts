import { asArrived, happenedAt, type JourneyEvent } from '../journey/event.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { collectionFacts } from './collection.facts.js';
import { eligibilityFacts } from './eligibility.facts.js';
import type { FactData, FactType } from './fact-data.js';
import { evidenceOf, type FactRules } from './fact.js';
import { followUpFacts } from './follow-up.facts.js';
import { withObservation } from './observation.facts.js';
import { manufacturingFacts } from './manufacturing.facts.js';
import { schedulingFacts } from './scheduling.facts.js';
import { shipmentFacts } from './shipment.facts.js';
import { treatmentFacts } from './treatment.facts.js';
import { utcEvent } from './utc-event.js';

const rules: FactRules<FactType> = {
  ...eligibilityFacts,
  ...schedulingFacts,
  ...collectionFacts,
  ...shipmentFacts,
  ...manufacturingFacts,
  ...treatmentFacts,
  ...followUpFacts,
};

/** Every event type that changes a journey. */
export const factTypes = Object.keys(rules) as readonly FactType[];

function isFactType(type: string): type is FactType {
  return Object.hasOwn(rules, type);
}

/**
 * The state after a fact; types without a rule are remembered by the journal alone. `suspectAt` is when an event arrived
 * whose clock is wrong: what it says then counts as of that time, and opens no gate.
 */
export function applyFact(
  state: JourneyState,
  event: JourneyEvent,
  suspectAt?: Instant,
): JourneyState {
  const told = utcEvent(suspectAt === undefined ? event : asArrived(event, suspectAt));
  return isFactType(told.type)
    ? applyTyped(state, told, told.type, suspectAt !== undefined)
    : withObservation(state, told, happenedAt(told));
}

function applyTyped<T extends FactType>(
  state: JourneyState,
  event: JourneyEvent,
  type: T,
  isClockSuspect: boolean,
): JourneyState {
  return rules[type].apply(state, {
    type,
    data: event.data as FactData[T],
    at: happenedAt(event),
    evidence: evidenceOf(event, isClockSuspect),
    event,
  });
}

/** What must be known before an event can be applied, as an event type; null when nothing is missing. */
export function missingFor(state: JourneyState, event: JourneyEvent): string | null {
  return isFactType(event.type) ? missingForTyped(state, event, event.type) : null;
}

function missingForTyped<T extends FactType>(
  state: JourneyState,
  event: JourneyEvent,
  type: T,
): string | null {
  return rules[type].needs?.(state, event.data as FactData[T]) ?? null;
}
