/** What a command cannot do, for the person at the keyboard: what is wrong and what mends it. */
export class OperationsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'OperationsError';
  }
}
