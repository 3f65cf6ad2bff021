import { clinicReaction } from './clinic.reactions.js';
import { courierReaction } from './courier.reactions.js';
import { laboratoryReaction } from './laboratory.reactions.js';
import { manufacturerReaction } from './manufacturer.reactions.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import type { PlannedEvent } from './planned-event.js';

/** The kinds of partners that can be played. */
export type PartnerKind = 'clinic' | 'laboratory' | 'manufacturer' | 'courier';

const reactions = {
  clinic: clinicReaction,
  laboratory: laboratoryReaction,
  manufacturer: manufacturerReaction,
  courier: courierReaction,
} satisfies Record<PartnerKind, unknown>;

/** Everything that is published because a partner of a kind was asked something, in the order of its times. */
export function reactionOf(
  kind: PartnerKind,
  request: PartnerRequest,
  circumstances: Circumstances,
): readonly PlannedEvent[] {
  return reactions[kind](request, circumstances).toSorted(
    (a, b) => Date.parse(a.time) - Date.parse(b.time),
  );
}
