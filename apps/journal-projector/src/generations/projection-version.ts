/**
 * The version of what the projection makes of the journal. A release whose `evolve` or rows differ from those of the
 * release before has the next number: it builds a generation of its own beside the one that serves.
 */
export const projectionVersion = 3;
