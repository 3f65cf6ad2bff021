/**
 * Something that must be there is missing, busy or stuck. `code` is stable; `remedy` is one sentence
 * that tells the person at the keyboard what to do.
 */
export class LocalStackError extends Error {
  override readonly name = 'LocalStackError';

  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}
