import type { JourneyState } from '../journey/state.js';

/** Something that is not known and leaves an answer unsure: what is unsure, and what would have to be known. */
export type DataGap = {
  readonly kind: 'toxicity-input' | 'event-out-of-order';
  readonly about: string;
  readonly missing: readonly string[];
};

/** What is not known: axes of a toxicity not measured, and events that wait for an earlier one. */
export function dataGapsOf(state: JourneyState): readonly DataGap[] {
  if (state.stage === 'closed') return [];
  const isWatched = state.stage === 'infusion' || state.stage === 'monitoring';
  return [
    ...(['crs', 'icans'] as const).flatMap((kind): readonly DataGap[] => {
      const missing = state.toxicity[kind]?.proposal.missingInputs ?? [];
      return isWatched && missing.length > 0
        ? [{ kind: 'toxicity-input', about: kind, missing }]
        : [];
    }),
    ...state.parked.map(({ event, needs }): DataGap => ({
      kind: 'event-out-of-order',
      about: event.type,
      missing: [needs],
    })),
  ];
}
