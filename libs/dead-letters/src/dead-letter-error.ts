/** A selection of dead letters that cannot be done with: unknown names, or nothing that was selected. */
export class DeadLetterError extends Error {
  constructor(
    readonly code: 'unknown-dead-letter' | 'nothing-selected',
    message: string,
  ) {
    super(message);
    this.name = 'DeadLetterError';
  }
}

/** Says that there are no dead letters of these names. */
export function unknownLetters(ids: readonly string[]): DeadLetterError {
  return new DeadLetterError('unknown-dead-letter', `No dead letter is named ${ids.join(', ')}`);
}
