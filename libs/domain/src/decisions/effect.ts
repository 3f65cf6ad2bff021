import type { RecordDraft } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import type { DecisionCommand } from './decision-command.js';

/** The records that follow from an accepted decision of one type. */
export type Effect = (
  state: JourneyState,
  command: DecisionCommand,
  now: Instant,
) => readonly RecordDraft[];

/** Who took a decision. */
export function personOf({ actor: { id, role } }: DecisionCommand): RecordDraft['actor'] {
  return { kind: 'person', id, role };
}
