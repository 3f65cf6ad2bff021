import type { JourneyState } from '#domain/journey/state.js';

const mostStates = 200;

/**
 * The journeys that moved last, as they were written. A state is large: read back from the database for each record it costs
 * more than everything else that is done for the record.
 */
export class RememberedStates {
  private readonly states = new Map<string, JourneyState>();

  /** A journey's state, if what the database has is the one that was remembered. */
  of(journeyId: string, sequence: number, lastHash: string): JourneyState | undefined {
    const state = this.states.get(journeyId);
    return state?.sequence === sequence && state.lastHash === lastHash ? state : undefined;
  }

  /** Remembers states once they are written for good, and forgets those that moved longest ago. */
  remember(written: readonly JourneyState[]): void {
    for (const state of written) {
      this.states.delete(state.journeyId);
      this.states.set(state.journeyId, state);
    }
    for (const journeyId of this.states.keys()) {
      if (this.states.size <= mostStates) return;
      this.states.delete(journeyId);
    }
  }
}
