import type { JourneyState } from '../journey/state.js';

/** The bags that carry two live labels, so that nobody can tell which of them was meant. */
export function twiceLabelled({ labelsApplied, labelsVoided }: JourneyState): readonly string[] {
  const live = labelsApplied.filter(({ labelId }) => !labelsVoided.includes(labelId));
  const bags = [...new Set(live.map(({ bagId }) => bagId))];
  return bags.filter((bag) => {
    const labels = live.flatMap(({ bagId, labelId }) => (bagId === bag ? [labelId] : []));
    return new Set(labels).size > 1;
  });
}
