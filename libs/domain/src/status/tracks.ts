import { decisionInForce, type JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { isReceived } from './criticality.js';

/** Something that runs beside the stages; `about` tells several of one name apart. */
export type Track = {
  readonly name: 'bridging' | 'shipment';
  readonly state: string;
  readonly since: Instant;
  readonly about?: string;
};

/** Bridging therapy and every shipment that is not yet received. */
export function tracksOf(state: JourneyState): readonly Track[] {
  return [...bridging(state), ...shipments(state)];
}

function bridging(state: JourneyState): readonly Track[] {
  const course = state.bridging;
  if (course === null) return [];
  const { startedAt, completedAt } = course;
  const plannedAt = decisionInForce(state, 'plan-bridging')?.at ?? state.stageSince;
  if (completedAt !== null) return [{ name: 'bridging', state: 'completed', since: completedAt }];
  return startedAt === null
    ? [{ name: 'bridging', state: 'planned', since: plannedAt }]
    : [{ name: 'bridging', state: 'active', since: startedAt }];
}

function shipments(state: JourneyState): readonly Track[] {
  return state.shipments
    .filter(({ shipmentId, status }) => status !== 'lost' && !isReceived(state, shipmentId))
    .map(({ shipmentId, status, milestones }) => ({
      name: 'shipment',
      state: status,
      since: milestones.at(-1)?.at ?? state.stageSince,
      about: shipmentId,
    }));
}
