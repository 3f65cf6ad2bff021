import { type JourneyState, firstInfusionAt } from '../journey/state.js';
import type { Outcome, Stage } from '../journey/vocabulary.js';
import { protocol } from '../protocol.js';
import { earliest, type Instant } from '../time/instant.js';

/** What one journey adds to the figures of a site: how long it took, what went wrong, how it ended. */
export type Measures = {
  readonly collectedAt: Instant | null;
  readonly infusedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly stageAtEnd: Stage | null;
  readonly excursions: number;
  readonly outOfSpecification: boolean;
  readonly manufacturingAttempts: number;
  /** Every stage that was left, with when it began and ended. */
  readonly stages: readonly {
    readonly stage: Stage;
    readonly from: Instant;
    readonly until: Instant;
  }[];
};

/** The measures of a journey as it stands. */
export function measuresOf(state: JourneyState): Measures {
  const { outcome } = state;
  return {
    collectedAt: earliest(state.donations.map(({ completedAt }) => completedAt)) ?? null,
    infusedAt: firstInfusionAt(state) ?? null,
    closedAt: outcome?.at ?? null,
    outcome: outcome?.outcome ?? null,
    stageAtEnd: outcome?.stageAtEnd ?? null,
    excursions: state.shipments.reduce((sum, { excursions }) => sum + excursions.length, 0),
    outOfSpecification: state.batches.some(
      ({ status }) => status === 'out-of-specification' || status === 'rejected',
    ),
    manufacturingAttempts: state.attempts.manufacturing,
    stages: stagesLeft(state),
  };
}

/** A stage begins where the one before ended, whichever that was. */
function stagesLeft({ openedGates, enrolment }: JourneyState): Measures['stages'] {
  let from = enrolment.enrolledAt;
  return openedGates.flatMap(({ gate, at: until }) => {
    const step = protocol.find((one) => one.gate === gate);
    if (step === undefined) return [];
    const left = { stage: step.stage, from, until };
    from = until;
    return [left];
  });
}
