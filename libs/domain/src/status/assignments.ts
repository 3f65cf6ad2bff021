import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';

/** Who looks after a task of the journey, since when. */
export type Assignment = {
  readonly taskId: string;
  readonly subject: string;
  readonly at: Instant;
};

/** Who looks after what; of each task the last assignment counts. */
export function assignmentsOf({ decisions }: JourneyState): readonly Assignment[] {
  return decisions.flatMap(({ type, data, at }) =>
    type === 'assign-task'
      ? [{ taskId: String(data['taskId']), subject: String(data['subject']), at }]
      : [],
  );
}
