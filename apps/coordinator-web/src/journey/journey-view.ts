import type { Status } from '../api/queries.js';
import { journeyState } from '../status/journey-state.js';
import type { TrackView } from '../track/track-model.js';

/** The track of a journey as its status says it. */
export function trackViewOf(status: Status, now: number): TrackView {
  const { stage, outcome, holds, deadlines, waitingFor, tracks, attempts, milestones } = status;
  const bridging = tracks.find(({ name }) => name === 'bridging')?.state;
  return {
    stage,
    status: journeyState(
      { outcome, holds: holds.length, deadlines, waitsFor: waitsFor(waitingFor) },
      now,
    ),
    endedIn: status.outcomeDetail?.stageAtEnd,
    isAllocated: milestones.some(({ name }) => name === 'unit-allocated'),
    mark: markOf(stage, attempts),
    bridging:
      bridging === 'active' || bridging === 'completed' || bridging === 'planned'
        ? bridging
        : undefined,
  };
}

/** Whom a journey waits for first: time, somebody else, or nobody as long as something is under way. */
function waitsFor(requirements: Status['waitingFor']): 'others' | 'time' | undefined {
  const unmet = requirements.filter(({ met }) => !met);
  if (unmet.length === 0) return undefined;
  if (unmet.every(({ owner }) => owner === 'time')) return 'time';
  return unmet.some(({ actions }) => actions.some(({ kind }) => kind === 'decide'))
    ? undefined
    : 'others';
}

function markOf(stage: string, attempts: Status['attempts']): string | undefined {
  const count =
    stage === 'manufacturing'
      ? attempts.manufacturing
      : stage === 'leukapheresis'
        ? attempts.apheresis
        : stage === 'lymphodepletion'
          ? attempts.lymphodepletion
          : 0;
  return count > 1 ? `${count}×` : undefined;
}

/** Whole days since the cells were collected; null before. */
export function daysSinceCollection({ milestones }: Status, now: number): number | null {
  const collected = milestones.find(({ name }) => name === 'apheresis')?.actual;
  const infused = milestones.find(({ name }) => name === 'infusion')?.actual;
  if (collected === null || collected === undefined || (infused ?? null) !== null) return null;
  return Math.floor((now - Date.parse(collected)) / 86_400_000);
}
