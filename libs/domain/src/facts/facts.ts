import { asArrived, happenedAt, type JourneyEvent } from '../journey/event.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { allocationFacts } from './allocation.facts.js';
import { clinicalFacts } from './clinical.facts.js';
import { collectionFacts } from './collection.facts.js';
import { eligibilityFacts } from './eligibility.facts.js';
import type { FactData, FactType } from './fact-data.js';
import { type Doubts, evidenceOf, type FactRules } from './fact.js';
import { followUpFacts } from './follow-up.facts.js';
import { withObservation } from './observation.facts.js';
import { manufacturingFacts } from './manufacturing.facts.js';
import { noticeFacts } from './notice.facts.js';
import { schedulingFacts } from './scheduling.facts.js';
import { shipmentFacts } from './shipment.facts.js';
import { treatmentFacts } from './treatment.facts.js';
import { troubleFacts } from './trouble.facts.js';
import { utcEvent } from './utc-event.js';

const rules: FactRules<FactType> = {
  ...eligibilityFacts,
  ...schedulingFacts,
  ...collectionFacts,
  ...shipmentFacts,
  ...manufacturingFacts,
  ...allocationFacts,
  ...treatmentFacts,
  ...troubleFacts,
  ...followUpFacts,
  ...noticeFacts,
  ...clinicalFacts,
};

/** Every event type that changes a journey. */
export const factTypes = Object.keys(rules) as readonly FactType[];

/** Whether an event type changes a journey. */
export function isFactType(type: string): type is FactType {
  return Object.hasOwn(rules, type);
}

/** An event as the facts are read from it. */
type Told = Pick<JourneyEvent, 'id' | 'source' | 'type' | 'time' | 'data'>;

/** How an event was told: by a wrong clock it counts as of its arrival; disputed it opens no gate, as by a wrong clock. */
export type Telling = { readonly suspectAt?: Instant; readonly isDisputed?: boolean };

/** The state after a fact; types without a rule are remembered by the journal alone. */
export function applyFact(state: JourneyState, event: Told, telling: Telling = {}): JourneyState {
  const { suspectAt, isDisputed = false } = telling;
  const told = utcEvent(suspectAt === undefined ? event : asArrived(event, suspectAt));
  return isFactType(told.type)
    ? applyTyped(state, told, told.type, {
        ...(suspectAt === undefined ? {} : { clockSuspect: true }),
        ...(isDisputed ? { disputed: true } : {}),
      })
    : withObservation(state, told, happenedAt(told));
}

function applyTyped<T extends FactType>(
  state: JourneyState,
  event: Told,
  type: T,
  doubts: Doubts,
): JourneyState {
  return rules[type].apply(state, {
    type,
    data: event.data as FactData[T],
    at: happenedAt(event),
    evidence: evidenceOf(event, doubts),
    event,
  });
}

/** Whether the facts are there without which an event would change nothing. */
export function isReady(state: JourneyState, event: Pick<JourneyEvent, 'type' | 'data'>): boolean {
  if (!isFactType(event.type) || rules[event.type].restsOnFacts !== true) return true;
  return missingForTyped(state, event, event.type) === null;
}

/** What must be known before an event can be applied, as an event type; null when nothing is missing. */
export function missingFor(state: JourneyState, event: JourneyEvent): string | null {
  return isFactType(event.type) ? missingForTyped(state, event, event.type) : null;
}

function missingForTyped<T extends FactType>(
  state: JourneyState,
  event: Pick<JourneyEvent, 'type' | 'data'>,
  type: T,
): string | null {
  return rules[type].needs?.(state, event.data as FactData[T]) ?? null;
}
